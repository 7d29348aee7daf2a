/** All restoration scores of one prediction, with what was left out and what a person should read. */
import type { Score } from '../../../contract/words.ts'
import { counted } from '../../counted.ts'
import type { RealImage } from '../../images/types.ts'
import { applyGainOffset, fitGainOffset, type GainOffset } from './gain-offset.ts'
import { finitePairs } from './image-pair.ts'
import { nrmse } from './nrmse.ts'
import { pearson } from './pearson.ts'
import { pixelErrors } from './pixel-errors.ts'
import { psnr } from './psnr.ts'
import {
  restorationPair,
  type RestorationOptions,
  type RestorationPair,
} from './restoration-pair.ts'
import { restorationScoresOnRequest } from './score-restoration-on-request.ts'
import type { ShareBands } from './ssim-band.ts'
import { ssim, ssimUniform7, ssimWang } from './ssim.ts'

export type { RestorationOptions } from './restoration-pair.ts'

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

/**
 * `wanted`: ids of metrics on request, beside those always computed; `input`: the image that the prediction was made
 * from; `shareBands`: threads that large planes are shared with. Throws where the shapes differ or an option is wrong.
 */
export function scoreRestoration(
  truth: RealImage,
  prediction: RealImage,
  options: RestorationOptions = {},
  wanted: readonly string[] = [],
  input: RealImage | null = null,
  shareBands?: ShareBands,
): RestorationScores {
  const pair = restorationPair(truth, prediction, options, input)
  const { pairs } = pair
  const { leftOut } = pairs
  if (pairs.truth.length === 0) return withoutPixels(pair, wanted)
  const dataRange = pair.dataRange('truth-range')
  const errors = pixelErrors(pairs.truth, pairs.prediction)
  const similarity = (preset: typeof ssimWang | typeof ssimUniform7): Score =>
    leftOut > 0
      ? { undefined: 'non-finite-pixels' }
      : ssim(truth, prediction, { ...preset, ...pair.layout, dataRange, shareBands })
  return {
    scores: {
      psnr: psnr(errors.meanSquared, dataRange),
      'ssim-wang': similarity(ssimWang),
      'ssim-uniform7': similarity(ssimUniform7),
      'nrmse-euclidean': nrmse(pairs.truth, pairs.prediction),
      pearson: pearson(pairs.truth, pairs.prediction),
      ...restorationScoresOnRequest(pair, wanted),
    },
    dataRange,
    leftOut,
    notes: notesOf(pair),
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

function withoutPixels(pair: RestorationPair, wanted: readonly string[]): RestorationScores {
  return {
    scores: noFinitePixels(wanted),
    dataRange: 0,
    leftOut: pair.pairs.leftOut,
    notes: notesOf(pair),
  }
}

export function noFinitePixels(wanted: readonly string[]): RestorationScores['scores'] {
  const none: Score = { undefined: 'no-finite-pixels' }
  const ids = ['psnr', 'ssim-wang', 'ssim-uniform7', 'nrmse-euclidean', 'pearson', ...wanted]
  return Object.fromEntries(ids.map((id) => [id, none]))
}

function notesOf({ truth, prediction, pairs }: RestorationPair): string[] {
  const { leftOut } = pairs
  if (leftOut === 0) return []
  const broken = { truth: brokenPixels(truth.data), prediction: brokenPixels(prediction.data) }
  return leftOutNotes(leftOut, truth.data.length, broken)
}

export interface BrokenPixels {
  readonly nan: number
  readonly infinite: number
}

export function leftOutNotes(
  leftOut: number,
  pixels: number,
  broken: { readonly truth: BrokenPixels; readonly prediction: BrokenPixels },
): string[] {
  if (leftOut === 0) return []
  const found = (['truth', 'prediction'] as const).flatMap((name) => {
    const { nan, infinite } = broken[name]
    const kinds = [
      ...(nan > 0 ? [`${nan} NaN`] : []),
      ...(infinite > 0 ? [`${infinite} infinite`] : []),
    ]
    return kinds.length > 0 ? [`${kinds.join(' and ')} in the ${name}`] : []
  })
  return [
    `${leftOut} of ${counted(pixels, 'pixel')} are not finite (${found.join(', ')}); they are left out, and SSIM is undefined.`,
  ]
}

function brokenPixels(pixels: ArrayLike<number>): BrokenPixels {
  let [nan, infinite] = [0, 0]
  for (let i = 0; i < pixels.length; i++) {
    if (Number.isNaN(pixels[i])) nan++
    else if (!Number.isFinite(pixels[i])) infinite++
  }
  return { nan, infinite }
}
