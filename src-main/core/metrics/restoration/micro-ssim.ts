/**
 * MicroSSIM (Ashesh, Deschamps & Jug 2024, arXiv 2408.08747; juglab/MicroSSIM 4490be4): SSIM without the camera's
 * offset, which makes any two images alike, and without the gain of the prediction. Both are found once per dataset.
 */
import type { Score } from '../../../contract/words.ts'
import { TouchstoneError } from '../../errors.ts'
import type { RealImage } from '../../images/types.ts'
import { percentileOfPasses } from './dataset-percentile.ts'
import { requireSameShape, type Pixels } from './image-pair.ts'
import { rangeOf } from './pixel-moments.ts'
import { ssim, ssimUniform7, ssimWang, type SsimOptions } from './ssim.ts'

export interface ImagePair {
  readonly truth: RealImage
  readonly prediction: RealImage
}

/** All pairs of a dataset, read one after the other and several times. */
export interface ImagePairs {
  readonly count: number
  /** The same pair every time. */
  read(index: number): Promise<ImagePair>
}

/** Asks for one pair after the other by its place; whoever drives it reads them. */
type Fitting<Result> = Generator<number, Result, ImagePair>

export interface MicroSsimFit {
  /** 3rd percentiles of all pixels. */
  readonly truthOffset: number
  readonly predictionOffset: number
  /** Largest truth pixel minus its offset: what both are divided by. */
  readonly largest: number
  /** α, which the normalised predictions are multiplied by. */
  readonly gain: number
}

type Layout = Pick<SsimOptions, 'channelsLast' | 'axesApart'>

const backgroundPercent = 3
/** The gain lies between 2^-8 and 2^8 of the gain of least squares, in steps of a factor of √2, then ever finer. */
const coarseSteps = 16
const fineRounds = 6
const fineSteps = 4

/**
 * Offsets, and the gain with the largest mean over the dataset of SSIM with equal weights over 7 pixels. Memory is that
 * of one pair; pairs are read some twenty times. Each image has its own data range here, where the original takes
 * that of the last. Null where the truth is constant. Throws `bad-options` for no pairs and for pixels that are
 * not finite.
 */
export async function fitMicroSsim(
  pairs: ImagePairs,
  layout: Layout = {},
): Promise<MicroSsimFit | null> {
  const fitting = fitSteps(pairs.count, layout)
  let step = fitting.next()
  while (step.done !== true) step = fitting.next(await pairs.read(step.value))
  return step.value
}

/** The same for a dataset of one pair. */
export function fitMicroSsimOfPair(pair: ImagePair, layout: Layout = {}): MicroSsimFit | null {
  const fitting = fitSteps(1, layout)
  let step = fitting.next()
  while (step.done !== true) step = fitting.next(pair)
  return step.value
}

function* fitSteps(count: number, layout: Layout): Fitting<MicroSsimFit | null> {
  if (count === 0)
    throw new TouchstoneError('bad-options', 'MicroSSIM is fitted on at least one pair of images.')
  let brightest = -Infinity
  const passes = (side: 'truth' | 'prediction') =>
    function* (visit: (values: Pixels) => void): Fitting<void> {
      for (let i = 0; i < count; i++) {
        const { truth, prediction } = yield i
        requireSameShape(truth, prediction)
        if (side === 'truth') for (const value of truth.data) brightest = Math.max(brightest, value)
        visit(side === 'truth' ? truth.data : prediction.data)
      }
    }
  const truthOffset = yield* percentileOfPasses(passes('truth'), backgroundPercent)
  const predictionOffset = yield* percentileOfPasses(passes('prediction'), backgroundPercent)
  const offsets = { truthOffset, predictionOffset, largest: brightest - truthOffset }
  if (!(offsets.largest > 0)) return null
  return { ...offsets, gain: yield* bestGain(count, offsets, layout) }
}

/** Of one pair, after the fit of its dataset: Wang's window with sample covariance, L = range of the normalised truth. */
export function microSsim(
  truth: RealImage,
  prediction: RealImage,
  fit: MicroSsimFit,
  layout: Layout = {},
): Score {
  requireSameShape(truth, prediction)
  return similarity(truth, prediction, fit, { ...ssimWang, ...layout, sampleCovariance: true })
}

type Offsets = Omit<MicroSsimFit, 'gain'>

function similarity(
  truth: RealImage,
  prediction: RealImage,
  fit: MicroSsimFit,
  options: Omit<SsimOptions, 'dataRange'>,
): Score {
  const { truthOffset, predictionOffset, largest, gain } = fit
  const t = normalised(truth, truthOffset, 1 / largest)
  const p = normalised(prediction, predictionOffset, gain / largest)
  return ssim(t, p, { ...options, dataRange: rangeOf(t.data) })
}

function* bestGain(count: number, offsets: Offsets, layout: Layout): Fitting<number> {
  const start = yield* leastSquaresGain(count, offsets)
  let step = Math.SQRT2
  let best = start
  for (let round = 0; round <= fineRounds; round++) {
    const reach = round === 0 ? coarseSteps : fineSteps - 1
    const gains = Array.from({ length: 2 * reach + 1 }, (_, i) => best * step ** (i - reach))
    const means = yield* meansOver(count, offsets, gains, layout)
    best = gains[means.indexOf(Math.max(...means))] ?? best
    step **= 1 / fineSteps
  }
  return best
}

/** Σ TP / Σ P² of the normalised images; 1 where that is no gain. */
function* leastSquaresGain(count: number, offsets: Offsets): Fitting<number> {
  let [crossed, squares] = [0, 0]
  for (let i = 0; i < count; i++) {
    const { truth, prediction } = yield i
    for (let at = 0; at < truth.data.length; at++) {
      const p = prediction.data[at]! - offsets.predictionOffset
      crossed += (truth.data[at]! - offsets.truthOffset) * p
      squares += p * p
    }
  }
  const gain = crossed / squares
  return gain > 0 && Number.isFinite(gain) ? gain : 1
}

/** Mean SSIM over all places of all pairs, for each gain. */
function* meansOver(
  count: number,
  offsets: Offsets,
  gains: readonly number[],
  layout: Layout,
): Fitting<readonly number[]> {
  const sums = new Array<number>(gains.length).fill(0)
  for (let i = 0; i < count; i++) {
    const { truth, prediction } = yield i
    const { truthOffset, predictionOffset, largest } = offsets
    const t = normalised(truth, truthOffset, 1 / largest)
    const options = { ...ssimUniform7, ...layout, dataRange: rangeOf(t.data) }
    for (const [at, gain] of gains.entries()) {
      const score = ssim(t, normalised(prediction, predictionOffset, gain / largest), options)
      if ('value' in score) sums[at]! += Number(score.value) * truth.data.length
    }
  }
  return sums
}

function normalised({ shape, data }: RealImage, offset: number, factor: number): RealImage {
  const scaled = new Float64Array(data.length)
  for (let i = 0; i < data.length; i++) scaled[i] = (data[i]! - offset) * factor
  return { shape, data: scaled }
}
