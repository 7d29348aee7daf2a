/** Copies between an image and a block, any number of axes, C order. */
import { stridesOf, type TensorData } from './tensor.ts'

/** `target[i, j, ...] = source[indices[0][i], indices[1][j], ...]` */
export function gatherBlock(
  source: TensorData,
  sourceShape: readonly number[],
  indices: readonly ArrayLike<number>[],
  target: TensorData,
): void {
  const strides = stridesOf(sourceShape)
  const last = indices.length - 1
  const columns = indices[last]!
  let write = 0
  const visit = (axis: number, offset: number) => {
    if (axis === last) {
      for (let i = 0; i < columns.length; i++) target[write++] = source[offset + columns[i]!]!
      return
    }
    const rows = indices[axis]!
    for (let i = 0; i < rows.length; i++) visit(axis + 1, offset + rows[i]! * strides[axis]!)
  }
  visit(0, 0)
}

/** Copies the box that begins at `sourceStart` to `targetStart`. */
export function copyBox(
  source: TensorData,
  sourceShape: readonly number[],
  sourceStart: readonly number[],
  target: TensorData,
  targetShape: readonly number[],
  targetStart: readonly number[],
  size: readonly number[],
): void {
  const sourceStrides = stridesOf(sourceShape)
  const targetStrides = stridesOf(targetShape)
  const last = size.length - 1
  const visit = (axis: number, from: number, to: number) => {
    const read = from + sourceStart[axis]! * sourceStrides[axis]!
    const write = to + targetStart[axis]! * targetStrides[axis]!
    if (axis === last) {
      target.set(source.subarray(read, read + size[axis]!), write)
      return
    }
    for (let i = 0; i < size[axis]!; i++) {
      visit(axis + 1, read + i * sourceStrides[axis]!, write + i * targetStrides[axis]!)
    }
  }
  visit(0, 0, 0)
}
