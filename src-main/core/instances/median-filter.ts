/**
 * Median over a square window, plane by plane, as scipy.ndimage.median_filter with `reflect` borders.
 */
import type { RealImage } from '../images/types.ts'
import { mirroredIndex } from './mirrored-index.ts'

/** Window of side 2 * radiusPx + 1 in y and x; the last two axes of `image` are y and x. */
export function medianFilter(image: RealImage, radiusPx: number): RealImage {
  const [width = 0, height = 1] = image.shape.toReversed()
  const data = new Float64Array(image.data.length)
  const side = 2 * radiusPx + 1
  const window = new Float64Array(side * side)
  const middle = (window.length - 1) / 2
  const columns = Int32Array.from({ length: width + 2 * radiusPx }, (_, i) =>
    mirroredIndex(i - radiusPx, width),
  )
  for (let plane = 0; plane < data.length; plane += width * height) {
    for (let y = 0; y < height; y++) {
      for (let x = 0; x < width; x++) {
        let filled = 0
        for (let dy = -radiusPx; dy <= radiusPx; dy++) {
          const row = plane + mirroredIndex(y + dy, height) * width
          for (let column = x; column < x + side; column++) {
            filled = insertSorted(window, filled, image.data[row + columns[column]!]!)
          }
        }
        data[plane + y * width + x] = window[middle]!
      }
    }
  }
  return { shape: image.shape, data }
}

function insertSorted(sorted: Float64Array, filled: number, value: number): number {
  let at = filled
  while (at > 0 && sorted[at - 1]! > value) {
    sorted[at] = sorted[at - 1]!
    at--
  }
  sorted[at] = value
  return filled + 1
}
