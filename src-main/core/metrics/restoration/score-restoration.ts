/** All restoration scores of one prediction, before any fit and after gain and offset are fitted. */
import type { Json, Score } from '../../../contract/words.ts'
import { TouchstoneError } from '../../errors.ts'
import type { PixelType, RealImage } from '../../images/types.ts'
import { dataRangeOf, type DataRange } from './data-range.ts'
import { applyGainOffset, fitGainOffset, type GainOffset } from './gain-offset.ts'
import { finitePairs } from './image-pair.ts'
import { nrmse } from './nrmse.ts'
import { pearson } from './pearson.ts'
import { pixelErrors } from './pixel-errors.ts'
import { psnr } from './psnr.ts'
import { restorationScoresOnRequest } from './score-restoration-on-request.ts'
import { ssim, ssimUniform7, ssimWang } from './ssim.ts'

/**
 * `dataRange`: a number above 0, `truth-range` (default) or `dtype-range`; `dtype`: pixel type of the
 * truth's file, for `dtype-range`; `channelsLast`: the last axis holds colours. Others are ignored.
 */
export type RestorationOptions = Readonly<Record<string, Json>>

export interface RestorationScores {
  /** By metric id. */
  readonly scores: Readonly<Record<string, Score>>
  /** The data range L that was used. */
  readonly dataRange: number
  /** Pixels that are NaN or infinite in one of the images, left out of all but SSIM. */
  readonly leftOut: number
  /** Sentences a person should read. */
  readonly notes: readonly string[]
}

/** `wanted`: ids of metrics on request, beside those always computed. Throws where the shapes differ or an option is wrong. */
export function scoreRestoration(
  truth: RealImage,
  prediction: RealImage,
  options: RestorationOptions = {},
  wanted: readonly string[] = [],
): RestorationScores {
  const pairs = finitePairs(truth, prediction)
  const { leftOut } = pairs
  if (pairs.truth.length === 0) return withoutPixels(leftOut, wanted)
  const dataRange = dataRangeOf(
    rangeOption(options.dataRange),
    pairs.truth,
    dtypeOption(options.dtype),
  )
  const errors = pixelErrors(pairs.truth, pairs.prediction)
  const similarity = (preset: typeof ssimWang | typeof ssimUniform7): Score =>
    leftOut > 0
      ? { undefined: 'non-finite-pixels' }
      : ssim(truth, prediction, {
          ...preset,
          dataRange,
          channelsLast: options.channelsLast === true,
        })
  return {
    scores: {
      psnr: psnr(errors.meanSquared, dataRange),
      'ssim-wang': similarity(ssimWang),
      'ssim-uniform7': similarity(ssimUniform7),
      'nrmse-euclidean': nrmse(pairs.truth, pairs.prediction),
      pearson: pearson(pairs.truth, pairs.prediction),
      ...restorationScoresOnRequest({ truth, prediction, pairs, dataRange }, wanted),
    },
    dataRange,
    leftOut,
    notes: notesOf(leftOut, truth.data.length),
  }
}

/** The scores once more after the prediction was mapped onto the truth by least squares. */
export function scoreAfterFit(
  truth: RealImage,
  prediction: RealImage,
  options: RestorationOptions = {},
): RestorationScores & GainOffset {
  const pairs = finitePairs(truth, prediction)
  const fit = fitGainOffset(pairs.truth, pairs.prediction)
  const mapped = { shape: prediction.shape, data: applyGainOffset(prediction.data, fit) }
  return { ...scoreRestoration(truth, mapped, options), ...fit }
}

function withoutPixels(leftOut: number, wanted: readonly string[]): RestorationScores {
  const none: Score = { undefined: 'no-finite-pixels' }
  const ids = ['psnr', 'ssim-wang', 'ssim-uniform7', 'nrmse-euclidean', 'pearson', ...wanted]
  return {
    scores: Object.fromEntries(ids.map((id) => [id, none])),
    dataRange: 0,
    leftOut,
    notes: notesOf(leftOut, leftOut),
  }
}

function notesOf(leftOut: number, pixels: number): string[] {
  if (leftOut === 0) return []
  return [
    `${leftOut} of ${pixels} pixels are not finite in truth or prediction; they are left out, and SSIM is undefined.`,
  ]
}

function rangeOption(value: Json | undefined): DataRange {
  if (value === undefined) return 'truth-range'
  if (typeof value === 'number' || value === 'truth-range' || value === 'dtype-range') return value
  throw new TouchstoneError(
    'bad-options',
    `dataRange is a number, "truth-range" or "dtype-range", not ${JSON.stringify(value)}.`,
  )
}

function dtypeOption(value: Json | undefined): PixelType | undefined {
  return typeof value === 'string' ? (value as PixelType) : undefined
}
