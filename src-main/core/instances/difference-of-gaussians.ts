/**
 * The difference of two Gaussians, of standard deviations sigma and 1.6 sigma (Marr & Hildreth 1980), divided
 * by 0.6: close to the scale-normalised Laplacian of Gaussian, bright blobs being maxima. Cheaper for large
 * sigma, and less sensitive to noise of single pixels.
 */
import type { RealImage } from '../images/types.ts'
import { gaussianFilter } from './gaussian-filter.ts'

const ratio = 1.6

/** `image`: `[y, x]` or `[z, y, x]`; the same sigma along every axis. */
export function differenceOfGaussians(image: RealImage, sigmaPx: number): RealImage {
  const fine = gaussianFilter(image, sigmaPx)
  const coarse = gaussianFilter(image, ratio * sigmaPx)
  const data = new Float64Array(fine.data.length)
  for (let i = 0; i < data.length; i++) data[i] = (fine.data[i]! - coarse.data[i]!) / (ratio - 1)
  return { shape: image.shape, data }
}
