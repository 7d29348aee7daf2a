/**
 * The scale-normalised Laplacian of Gaussian (Lindeberg, IJCV 30:79, 1998), sign turned so that bright blobs
 * are maxima: -sigma² (d²/dy² + d²/dx²) of the smoothed plane. A disc of radius sigma·√2 answers strongest.
 */
import type { RealImage } from '../images/types.ts'
import { gaussianFilter } from './gaussian-filter.ts'
import { mirroredIndex } from './mirrored-index.ts'

/** `plane` has shape `[y, x]`. */
export function laplacianOfGaussian(plane: RealImage, sigmaPx: number): RealImage {
  const smooth = gaussianFilter(plane, sigmaPx)
  const [width = 0, height = 1] = plane.shape.toReversed()
  const { data } = smooth
  const result = new Float64Array(data.length)
  const factor = -sigmaPx * sigmaPx
  for (let y = 0; y < height; y++) {
    const above = mirroredIndex(y - 1, height) * width
    const below = mirroredIndex(y + 1, height) * width
    for (let x = 0; x < width; x++) {
      const at = y * width + x
      const left = y * width + mirroredIndex(x - 1, width)
      const right = y * width + mirroredIndex(x + 1, width)
      const laplacian =
        data[above + x]! + data[below + x]! + data[left]! + data[right]! - 4 * data[at]!
      result[at] = factor * laplacian
    }
  }
  return { shape: plane.shape, data: result }
}
