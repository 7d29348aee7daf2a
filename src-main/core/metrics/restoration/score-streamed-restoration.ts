/**
 * The restoration scores of images too large for memory, which are walked through twice in pieces: sums over pixels,
 * and SSIM from bands of rows or planes. Equal to `scoreRestoration` up to rounding in the last digits.
 */
import type { Score } from '../../../contract/words.ts'
import type { PixelType } from '../../images/types.ts'
import { choiceOption } from '../metric-options.ts'
import { dataRangeOf } from './data-range.ts'
import type { Pixels } from './image-pair.ts'
import { nrmseOf } from './nrmse.ts'
import { pearsonOf } from './pearson.ts'
import type { Moments } from './pixel-moments.ts'
import { createMomentTally, createPixelTally, type PixelTally } from './pixel-tally.ts'
import { psnr } from './psnr.ts'
import { rangeOption, type RestorationOptions } from './restoration-pair.ts'
import { leftOutNotes, noFinitePixels, type RestorationScores } from './score-restoration.ts'
import { ssimUniform7, ssimWang } from './ssim.ts'
import { createShiftTally, createSsimStream, type StreamedLayout } from './ssim-stream.ts'

export interface StreamedPair {
  /** Of the planes, none of them a volume yet. */
  readonly layout: Omit<StreamedLayout, 'depth'>
  /** Planes of a stack, which follow each other. */
  readonly stack: number
  /** All pixels of both, as many of each; asked for twice. */
  walk(): AsyncIterable<readonly [truth: Pixels, prediction: Pixels]>
}

const always = ['psnr', 'ssim-wang', 'ssim-uniform7', 'nrmse-euclidean', 'pearson']
const onRequest = ['nrmse-min-max', 'nrmse-mean', 'nrmse-std']

/** Others, and percentiles, need all pixels in memory. */
export function canStream(wanted: readonly string[], { dataRange }: RestorationOptions): boolean {
  return (
    dataRange !== 'truth-percentiles' &&
    wanted.every((id) => [...always, ...onRequest].includes(id))
  )
}

/** `wanted` as of `scoreRestoration`, those for which `canStream` holds. Throws `bad-options`. */
export async function scoreStreamedRestoration(
  { layout: ofPlanes, stack, walk }: StreamedPair,
  options: RestorationOptions = {},
  wanted: readonly string[] = [],
): Promise<RestorationScores & { readonly tally: PixelTally }> {
  const stackWindow = choiceOption(options, 'stackWindow', ['volume', 'plane'], 'volume')
  const layout = { ...ofPlanes, depth: stackWindow === 'volume' ? stack : 1 }
  const range = rangeOption(options.dataRange) ?? 'truth-range'
  const counting = createPixelTally()
  const shifting = createShiftTally(layout)
  for await (const [truth, prediction] of walk()) {
    counting.add(truth, prediction)
    shifting.add(truth)
  }
  const tally = counting.finish()
  const { leftOut, pixels } = tally
  const broken = { truth: tally.truth.broken, prediction: tally.prediction.broken }
  const notes = leftOutNotes(leftOut, pixels, broken)
  if (leftOut === pixels)
    return { scores: noFinitePixels(wanted), dataRange: 0, leftOut, notes, tally }
  const dataRange = dataRangeOf(range, extremes(tally), options.dtype as PixelType | undefined)

  const deviations = createMomentTally(tally)
  const presets = { 'ssim-wang': ssimWang, 'ssim-uniform7': ssimUniform7 }
  const similarities = Object.entries(presets).map(([id, preset]) => {
    const score = knownSimilarity(preset.window.size, layout, dataRange, tally)
    const parameters = { ...preset, dataRange }
    const stream = score ? null : createSsimStream(layout, shifting.finish(), parameters)
    return { id, score, stream }
  })
  for await (const [truth, prediction] of walk()) {
    deviations.add(truth, prediction)
    for (const { stream } of similarities) stream?.add(truth, prediction)
  }
  const ofSimilarity = similarities.map(({ id, score, stream }) => [
    id,
    score ?? meanScore(stream!.finish()),
  ])
  const ofSums = sumScores(tally, deviations.finish(), dataRange)
  const found: Readonly<Record<string, Score>> = {
    ...(Object.fromEntries(ofSimilarity) as Record<string, Score>),
    ...ofSums,
  }
  const ids = [...always, ...wanted.filter((id) => onRequest.includes(id))]
  const scores = Object.fromEntries(ids.map((id) => [id, found[id]!]))
  return { scores, dataRange, leftOut, notes, tally }
}

function extremes({ truthRange, predictionRange }: PixelTally) {
  return {
    truth: Float64Array.of(0, truthRange),
    prediction: Float64Array.of(0, predictionRange),
  }
}

/** Null where SSIM has to be computed. */
function knownSimilarity(
  size: number,
  { depth, height, width }: StreamedLayout,
  dataRange: number,
  { leftOut, isSame }: PixelTally,
): Score | null {
  if (leftOut > 0) return { undefined: 'non-finite-pixels' }
  const space = depth > 1 ? [depth, height, width] : [height, width]
  if (space.some((length) => length < size)) return { undefined: 'image-smaller-than-window' }
  if (dataRange > 0) return null
  return isSame ? { value: 1 } : { undefined: 'zero-data-range' }
}

function meanScore(mean: number): Score {
  return Number.isNaN(mean) ? { undefined: 'non-finite-pixels' } : { value: mean }
}

function sumScores(
  tally: PixelTally,
  moments: Moments,
  dataRange: number,
): Readonly<Record<string, Score>> {
  const { meanSquaredError, pixels, leftOut } = tally
  const error = Math.sqrt(meanSquaredError)
  const deviation = Math.sqrt(moments.truthSquares / (pixels - leftOut))
  return {
    psnr: psnr(meanSquaredError, dataRange),
    'nrmse-euclidean': nrmseOf(error, Math.sqrt(tally.truthMeanSquare), 'euclidean'),
    'nrmse-min-max': nrmseOf(error, tally.truthRange, 'min-max'),
    'nrmse-mean': nrmseOf(error, tally.truthMean, 'mean'),
    'nrmse-std': nrmseOf(error, deviation, 'std'),
    pearson: pearsonOf(moments),
  }
}
