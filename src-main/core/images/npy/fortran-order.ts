/** Column-major pixels (first axis fastest) into C order. */
import { createPixelArray } from '../pixel-types.ts'
import type { PixelArray, PixelType } from '../types.ts'

export function fromFortranOrder(
  stored: PixelArray,
  shape: readonly number[],
  dtype: PixelType,
  path: string,
): PixelArray {
  const out = createPixelArray(dtype, stored.length, path)
  const strides = shape.map((_, axis) => shape.slice(0, axis).reduce((all, size) => all * size, 1))
  const last = shape.length - 1
  const index = shape.map(() => 0)
  const rowLength = shape[last]!
  for (let at = 0; at < out.length; at += rowLength) {
    const from = index.reduce((sum, value, axis) => sum + value * strides[axis]!, 0)
    for (let i = 0; i < rowLength; i++) out[at + i] = stored[from + i * strides[last]!]!
    for (let axis = last - 1; axis >= 0 && ++index[axis]! === shape[axis]; axis--) index[axis] = 0
  }
  return out
}
