/**
 * Scores after normalisation, as CSBDeep's papers print them (282664f): truth to its percentiles
 * 0.1 and 99.9, prediction mapped onto it by gain and offset, L = range of the normalised truth.
 */
import type { Score } from '../../../contract/words.ts'
import type { RealImage } from '../../images/types.ts'
import { quantileSorted } from '../../statistics/quantile.ts'
import { applyGainOffset, fitGainOffset } from './gain-offset.ts'
import { requireSameShape, type Pixels } from './image-pair.ts'
import { pixelErrors } from './pixel-errors.ts'
import { rangeOf } from './pixel-moments.ts'
import { psnr } from './psnr.ts'
import { ssim, ssimUniform7 } from './ssim.ts'

export interface CareScores {
  /** RMSE by the data range. */
  readonly nrmse: Score
  readonly psnr: Score
  readonly ssim: Score
  readonly dataRange: number
}

/** All undefined for a constant truth, whose range is 0. */
export function careScores(
  truth: RealImage,
  prediction: RealImage,
  options: { readonly channelsLast?: boolean } = {},
): CareScores {
  requireSameShape(truth, prediction)
  const normalised = normalise(truth.data, 0.1, 99.9)
  const mapped = applyGainOffset(prediction.data, fitGainOffset(normalised, prediction.data))
  const dataRange = rangeOf(normalised)
  if (dataRange === 0) {
    const none = { undefined: 'constant-truth' }
    return { nrmse: none, psnr: none, ssim: none, dataRange }
  }
  const errors = pixelErrors(normalised, mapped)
  return {
    nrmse: { value: errors.rootMeanSquared / dataRange },
    psnr: psnr(errors.meanSquared, dataRange),
    ssim: ssim(
      { shape: truth.shape, data: normalised },
      { shape: truth.shape, data: mapped },
      { ...ssimUniform7, ...options, dataRange },
    ),
    dataRange,
  }
}

/** Percentiles (linear interpolation) to 0 and 1, not clipped; eps 1e-20 as in CSBDeep. */
export function normalise(pixels: Pixels, low: number, high: number): Float64Array {
  const sorted = Float64Array.from(pixels).sort()
  const bottom = quantileSorted(sorted, low / 100)
  const range = quantileSorted(sorted, high / 100) - bottom + 1e-20
  return Float64Array.from(pixels, (value) => (value - bottom) / range)
}
