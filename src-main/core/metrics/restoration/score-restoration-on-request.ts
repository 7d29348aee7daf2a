/** Restoration metrics on request: each is computed only where it is wanted. */
import type { Score } from '../../../contract/words.ts'
import type { RealImage } from '../../images/types.ts'
import { careScores, type CareScores } from './care-protocol.ts'
import { gainOffsetScores } from './gain-offset-scores.ts'
import { fitMicroSsimOfPair, microSsim } from './micro-ssim.ts'
import { msSsim } from './ms-ssim.ts'
import { normalisedMutualInformation } from './mutual-information.ts'
import { nrmse } from './nrmse.ts'
import { resolutionScores } from './resolution-scores.ts'
import { squirrelScores } from './squirrel-scores.ts'
import type { RestorationPair } from './restoration-pair.ts'
import { msSsimTorchmetrics, ssimTorchmetrics } from './ssim-torchmetrics.ts'
import { zeroCostScores, type ZeroCostScores } from './zerocost-protocol.ts'

/** Of `wanted` those that are computed here. */
export function restorationScoresOnRequest(
  pair: RestorationPair,
  wanted: readonly string[],
): Readonly<Record<string, Score>> {
  const { pairs } = pair
  const makers: Readonly<Record<string, () => Score>> = {
    'nrmse-min-max': () => nrmse(pairs.truth, pairs.prediction, 'min-max'),
    'nrmse-mean': () => nrmse(pairs.truth, pairs.prediction, 'mean'),
    'nrmse-std': () => nrmse(pairs.truth, pairs.prediction, 'std'),
    nmi: () => normalisedMutualInformation(pairs.truth, pairs.prediction),
    ...planeScores(pair),
    ...protocolScores(pair),
    ...gainOffsetScores(pair),
    ...resolutionScores(pair),
    ...squirrelScores(pair),
    'micro-ssim': () => microSsimOfPair(pair),
    // a run of this one image
    'micro-ssim-run': () => microSsimOfPair(pair),
  }
  return Object.fromEntries(
    wanted.flatMap((id) => {
      const make = Object.hasOwn(makers, id) ? makers[id] : undefined
      return make === undefined ? [] : [[id, make()]]
    }),
  )
}

function microSsimOfPair({ truth, prediction, pairs, layout }: RestorationPair): Score {
  if (pairs.leftOut > 0) return { undefined: 'non-finite-pixels' }
  const fit = fitMicroSsimOfPair({ truth, prediction }, layout)
  return fit === null ? { undefined: 'constant-truth' } : microSsim(truth, prediction, fit, layout)
}

/** Of one plane, or the mean over planes and channels, each with the data range of the whole image. */
function planeScores(pair: RestorationPair): Readonly<Record<string, () => Score>> {
  const dataRange = (): number => pair.dataRange('truth-range')
  return {
    'ms-ssim': () => meanOverPlanes(pair, (t, p) => msSsim(t, p, dataRange())),
    'ms-ssim-torchmetrics': () =>
      meanOverPlanes(pair, (t, p) => msSsimTorchmetrics(t, p, dataRange())),
    'ssim-torchmetrics': () => {
      const range = pair.dataRange('larger-range')
      return meanOverPlanes(pair, (t, p) => ssimTorchmetrics(t, p, { dataRange: range }))
    },
  }
}

function meanOverPlanes(
  { truth, prediction, pairs, layout }: RestorationPair,
  scoreOf: (truth: RealImage, prediction: RealImage) => Score,
): Score {
  if (pairs.leftOut > 0) return { undefined: 'non-finite-pixels' }
  const [truths, predictions] = [truth, prediction].map((image) => planesOf(image, layout))
  let sum = 0
  for (const [i, plane] of truths!.entries()) {
    const score = scoreOf(plane, predictions![i]!)
    if ('undefined' in score) return score
    sum += Number(score.value)
  }
  return { value: sum / truths!.length }
}

function planesOf(
  { shape, data }: RealImage,
  { channelsLast }: RestorationPair['layout'],
): readonly RealImage[] {
  const channels = channelsLast === true ? (shape.at(-1) ?? 1) : 1
  const [height = 1, width = 1] = channelsLast === true ? shape.slice(-3, -1) : shape.slice(-2)
  const pixels = height * width
  return Array.from({ length: data.length / pixels }, (_, i) => {
    const start = Math.floor(i / channels) * pixels * channels + (i % channels)
    if (channels === 1)
      return { shape: [height, width], data: data.subarray(start, start + pixels) }
    return {
      shape: [height, width],
      data: Float64Array.from({ length: pixels }, (_, at) => data[start + at * channels]!),
    }
  })
}

/** What other programs print; NaN or infinite pixels leave them undefined. */
function protocolScores(pair: RestorationPair): Readonly<Record<string, () => Score>> {
  const { truth, prediction, pairs, layout } = pair
  const none: Score = { undefined: 'non-finite-pixels' }
  let care: CareScores | undefined
  let zeroCost: ZeroCostScores | undefined
  const ofCare = (name: 'nrmse' | 'psnr' | 'ssim') => (): Score =>
    pairs.leftOut > 0 ? none : (care ??= careScores(truth, prediction, layout))[name]
  const ofZeroCost = (name: 'nrmse' | 'psnr' | 'ssim') => (): Score =>
    pairs.leftOut > 0 ? none : (zeroCost ??= zeroCostScores(truth, prediction, layout))[name]
  return {
    'care-psnr': ofCare('psnr'),
    'care-ssim': ofCare('ssim'),
    'care-nrmse': ofCare('nrmse'),
    'zerocost-psnr': ofZeroCost('psnr'),
    'zerocost-ssim': ofZeroCost('ssim'),
    'zerocost-nrmse': ofZeroCost('nrmse'),
  }
}
