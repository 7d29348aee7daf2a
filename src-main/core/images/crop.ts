/** A rectangle cut out of a plane in memory. */
import type { Rectangle } from './image-source.ts'
import { copyPixels, createPixelArray } from './pixel-types.ts'
import type { PixelArray, PixelType } from './types.ts'

/** `plane` has rows of `width` pixels of `samples` interleaved values; the result is a copy. */
export function cropPlane(
  plane: PixelArray,
  width: number,
  samples: number,
  dtype: PixelType,
  rectangle: Rectangle,
  path: string,
): PixelArray {
  const perRow = rectangle.width * samples
  const out = createPixelArray(dtype, rectangle.height * perRow, path)
  for (let row = 0; row < rectangle.height; row++) {
    const from = ((rectangle.y + row) * width + rectangle.x) * samples
    copyPixels(plane, from, perRow, out, row * perRow)
  }
  return out
}
