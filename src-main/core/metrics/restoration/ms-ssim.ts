/**
 * Multi-scale SSIM (Wang 2003) as pytorch-msssim 1.0 computes it: five scales, 11-tap Gaussian
 * window without padding, 2 x 2 mean pooling, negative factors taken as 0.
 */
import type { Score } from '../../../contract/words.ts'
import type { RealImage } from '../../images/types.ts'
import { requireSameShape } from './image-pair.ts'
import { ssimSums } from './ssim-sums.ts'
import { gaussianWindow } from './ssim-window.ts'

export const msSsimWeights = [0.0448, 0.2856, 0.3001, 0.2363, 0.1333] as const

const WINDOW = gaussianWindow(1.5)

/** 2D only; sides above 160 px, or the coarsest scale would not hold the window. */
export function msSsim(truth: RealImage, prediction: RealImage, dataRange: number): Score {
  requireSameShape(truth, prediction)
  if (Math.min(...truth.shape) <= (WINDOW.size - 1) * 16) return { undefined: 'image-too-small' }
  if (dataRange === 0) return { undefined: 'zero-data-range' }
  let [t, p] = [truth, prediction]
  let value = 1
  msSsimWeights.forEach((weight, scale) => {
    if (scale > 0) [t, p] = [halved(t), halved(p)]
    const parameters = { dataRange, window: WINDOW, sampleCovariance: false }
    const sums = ssimSums(t, p, parameters, { wantsContrast: true })
    const factor = scale === msSsimWeights.length - 1 ? sums.ssim : sums.contrast
    value *= Math.max(0, factor / sums.places) ** weight
  })
  return Number.isNaN(value) ? { undefined: 'non-finite-pixels' } : { value }
}

/** Means of 2 x 2 pixels; an odd side gets a zero on both ends, which the means include. */
function halved({ shape, data }: RealImage): RealImage {
  const [height = 0, width = 0] = shape
  const [top, left] = [height % 2, width % 2]
  const rows = Math.floor(height / 2) + top
  const columns = Math.floor(width / 2) + left
  // The far zero is never reached: rows and columns end with the last pixel.
  const at = (y: number, x: number): number => (y < 0 || x < 0 ? 0 : data[y * width + x]!)
  const half = new Float64Array(rows * columns)
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const y = 2 * row - top
      const x = 2 * column - left
      half[row * columns + column] = (at(y, x) + at(y, x + 1) + at(y + 1, x) + at(y + 1, x + 1)) / 4
    }
  }
  return { shape: [rows, columns], data: half }
}
