/**
 * The numbers that the notebooks of ZeroCostDL4Mic print under the names PSNR, SSIM and NRMSE, for comparison with
 * them only: its "NRMSE" is the root of the mean absolute error, and all are taken after normalisation.
 */
import type { Score } from '../../../contract/words.ts'
import type { RealImage } from '../../images/types.ts'
import { normalise } from './care-protocol.ts'
import { requireSameShape } from './image-pair.ts'
import { pixelErrors } from './pixel-errors.ts'
import { meanOf, momentsOf } from './pixel-moments.ts'
import { psnr } from './psnr.ts'
import { ssim, ssimWang, type SsimOptions } from './ssim.ts'

export interface ZeroCostScores {
  readonly psnr: Score
  readonly ssim: Score
  /** √(mean |T - P|) of the normalised images. */
  readonly nrmse: Score
}

/**
 * Truth to its percentiles 0.1 and 99.9 and its mean to 0; prediction's mean to 0, times cov(T, P) with n - 1 over
 * var P with n; L = 1. The originals round to float32 on the way. Undefined for a constant image.
 */
export function zeroCostScores(
  truth: RealImage,
  prediction: RealImage,
  layout: Pick<SsimOptions, 'channelsLast' | 'axesApart'> = {},
): ZeroCostScores {
  requireSameShape(truth, prediction)
  const normalised = normalise(truth.data, 0.1, 99.9)
  const { predictionSquares, truthSquares, crossed, predictionMean } = momentsOf(
    normalised,
    prediction.data,
  )
  if (predictionSquares === 0 || truthSquares === 0) {
    const none = { undefined: 'constant-image' }
    return { psnr: none, ssim: none, nrmse: none }
  }
  const pixels = normalised.length
  const scale = crossed / (pixels - 1) / (predictionSquares / pixels)
  const mean = meanOf(normalised)
  const t = normalised.map((value) => value - mean)
  const p = Float64Array.from(prediction.data, (value) => scale * (value - predictionMean))
  const errors = pixelErrors(t, p)
  const { shape } = truth
  return {
    psnr: psnr(errors.meanSquared, 1),
    ssim: ssim({ shape, data: t }, { shape, data: p }, { ...ssimWang, ...layout, dataRange: 1 }),
    nrmse: { value: Math.sqrt(errors.meanAbsolute) },
  }
}
