/** A plane blurred by a Gaussian, borders mirrored with the edge pixel repeated. */
import type { RealImage } from '../../images/types.ts'
import { mirror } from './mirror.ts'
import { gaussianWindow, slide } from './ssim-window.ts'

/** `sigma` in pixels, cut off at 4 sigma as in scipy's `gaussian_filter`. */
export function gaussianBlur(image: RealImage, sigma: number): RealImage {
  const window = gaussianWindow(sigma, 4)
  const radius = (window.size - 1) / 2
  const padded = mirror(image, radius)
  const [height = 0, width = 0] = padded.shape
  const [rows = 0, columns = 0] = image.shape
  const across = new Float64Array(height * columns)
  slide(Float64Array.from(padded.data), across, [height, width, 1], window)
  const both = new Float64Array(rows * columns)
  slide(across, both, [1, height, columns], window)
  return { shape: [rows, columns], data: both }
}
