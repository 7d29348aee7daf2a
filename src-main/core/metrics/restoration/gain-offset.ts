/**
 * Gain and offset that bring a prediction closest to the truth in the least-squares sense
 * (CSBDeep `normalize_minmse`, 282664f). A gain other than 1 is a finding of its own.
 */
import type { Pixels } from './image-pair.ts'
import { fusedProductSum, pairwiseMean } from './fused-sums.ts'

export interface GainOffset {
  readonly gain: number
  readonly offset: number
}

/** Keeps a constant prediction finite; as in CSBDeep. */
const VARIANCE_FLOOR = 1e-10

/** gain = cov(T, P) / (var P + 1e-10), with n - 1; offset = mean T - gain · mean P. */
export function fitGainOffset(truth: Pixels, prediction: Pixels): GainOffset {
  const truthMean = pairwiseMean(truth)
  const predictionMean = pairwiseMean(prediction)
  const variance = fusedProductSum(prediction, predictionMean, prediction, predictionMean)
  const covariance = fusedProductSum(prediction, predictionMean, truth, truthMean)
  // numpy multiplies by the reciprocal, where a division could round to another last bit
  const perPixel = 1 / (prediction.length - 1)
  const gain = (covariance * perPixel) / (variance * perPixel + VARIANCE_FLOOR)
  return { gain, offset: truthMean - gain * predictionMean }
}

export function applyGainOffset(pixels: Pixels, { gain, offset }: GainOffset): Float64Array {
  const mapped = new Float64Array(pixels.length)
  for (let i = 0; i < pixels.length; i++) mapped[i] = gain * pixels[i]! + offset
  return mapped
}
