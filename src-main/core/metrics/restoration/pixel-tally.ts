/**
 * What restoration scores need of all pixels, from images that come in pieces: sums, extremes and counts in a first
 * walk, deviations from the means in a second. The same to the last bit as of whole images.
 */
import { BlockSum } from './block-sum.ts'
import type { Pixels } from './image-pair.ts'
import type { Moments } from './pixel-moments.ts'
import type { BrokenPixels } from './score-restoration.ts'

export interface SideTally {
  /** Of all that is not NaN. */
  readonly low: number
  readonly high: number
  readonly broken: BrokenPixels
}

export interface PixelTally {
  readonly pixels: number
  /** NaN or infinite in one of the images; in nothing of the below. */
  readonly leftOut: number
  readonly truthRange: number
  readonly predictionRange: number
  readonly truthMean: number
  readonly predictionMean: number
  readonly truthMeanSquare: number
  readonly meanSquaredError: number
  readonly isSame: boolean
  readonly truth: SideTally
  readonly prediction: SideTally
}

export interface PixelSink<Result> {
  /** The next pixels of both, as many of each. */
  add(truth: Pixels, prediction: Pixels): void
  finish(): Result
}

export function createPixelTally(): PixelSink<PixelTally> {
  const [truths, predictions, squares, errors] = Array.from(
    { length: 4 },
    () => new BlockSum(),
  ) as [BlockSum, BlockSum, BlockSum, BlockSum]
  const [all, finite] = [
    [new Extremes(), new Extremes()],
    [new Extremes(), new Extremes()],
  ] as const
  const broken = [0, 1].map(() => ({ nan: 0, infinite: 0 }))
  let [pixels, leftOut] = [0, 0]
  let isSame = true

  function countBroken(side: 0 | 1, value: number): void {
    if (Number.isNaN(value)) broken[side]!.nan++
    else {
      all[side].add(value)
      if (!Number.isFinite(value)) broken[side]!.infinite++
    }
  }

  return {
    add(truth, prediction) {
      pixels += truth.length
      for (let i = 0; i < truth.length; i++) {
        const t = truth[i]!
        const p = prediction[i]!
        if (!Number.isFinite(t) || !Number.isFinite(p)) {
          leftOut++
          countBroken(0, t)
          countBroken(1, p)
          continue
        }
        finite[0].add(t)
        finite[1].add(p)
        truths.add(t)
        predictions.add(p)
        squares.add(t * t)
        const error = t - p
        errors.add(error * error)
        if (error !== 0) isSame = false
      }
    },
    finish() {
      const kept = pixels - leftOut
      const side = (at: 0 | 1): SideTally => ({
        low: Math.min(all[at].low, finite[at].low),
        high: Math.max(all[at].high, finite[at].high),
        broken: broken[at]!,
      })
      return {
        ...{ pixels, leftOut, isSame },
        truthRange: finite[0].high - finite[0].low,
        predictionRange: finite[1].high - finite[1].low,
        truthMean: truths.total / kept,
        predictionMean: predictions.total / kept,
        truthMeanSquare: squares.total / kept,
        meanSquaredError: errors.total / kept,
        truth: side(0),
        prediction: side(1),
      }
    },
  }
}

/** The second walk. */
export function createMomentTally({ truthMean, predictionMean }: PixelTally): PixelSink<Moments> {
  const [truths, predictions, crossed] = [new BlockSum(), new BlockSum(), new BlockSum()]
  return {
    add(truth, prediction) {
      for (let i = 0; i < truth.length; i++) {
        if (!Number.isFinite(truth[i]!) || !Number.isFinite(prediction[i]!)) continue
        const t = truth[i]! - truthMean
        const p = prediction[i]! - predictionMean
        truths.add(t * t)
        predictions.add(p * p)
        crossed.add(t * p)
      }
    },
    finish: () => ({
      ...{ truthMean, predictionMean },
      truthSquares: truths.total,
      predictionSquares: predictions.total,
      crossed: crossed.total,
    }),
  }
}

class Extremes {
  low = Infinity
  high = -Infinity

  add(value: number): void {
    if (value < this.low) this.low = value
    if (value > this.high) this.high = value
  }
}
