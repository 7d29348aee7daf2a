/** Copies between an image and a block, any number of axes, C order. */
import { stridesOf, type TensorData } from './tensor.ts'

/** Values with their shape, and where in them something begins. */
export interface Place {
  readonly data: TensorData
  readonly shape: readonly number[]
  readonly start: readonly number[]
}

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
  const [from, to] = consecutive(columns)
  let write = 0
  const visit = (axis: number, offset: number) => {
    if (axis === last) {
      for (let i = 0; i < from; i++) target[write + i] = source[offset + columns[i]!]!
      const first = offset + columns[from]!
      target.set(source.subarray(first, first + to - from), write + from)
      for (let i = to; i < columns.length; i++) target[write + i] = source[offset + columns[i]!]!
      write += columns.length
      return
    }
    const rows = indices[axis]!
    for (let i = 0; i < rows.length; i++) visit(axis + 1, offset + rows[i]! * strides[axis]!)
  }
  visit(0, 0)
}

/** The first stretch of more than one index that rises by one: `[from, to)`; what is mirrored lies outside. */
function consecutive(indices: ArrayLike<number>): [number, number] {
  let from = 0
  while (from + 1 < indices.length && indices[from + 1] !== indices[from]! + 1) from++
  let to = from + 1
  while (to < indices.length && indices[to] === indices[to - 1]! + 1) to++
  return [from, to]
}

/** Copies a box of `size` elements from one place to another. */
export function copyBox(source: Place, target: Place, size: readonly number[]): void {
  forEachRow(source, target, size, (read, write, length) => {
    target.data.set(source.data.subarray(read, read + length), write)
  })
}

/** Calls `visit` with the offsets in both arrays of every row of the box along the last axes. */
export function forEachRow(
  source: Pick<Place, 'shape' | 'start'>,
  target: Pick<Place, 'shape' | 'start'>,
  size: readonly number[],
  visit: (sourceOffset: number, targetOffset: number, length: number) => void,
): void {
  const sourceStrides = stridesOf(source.shape)
  const targetStrides = stridesOf(target.shape)
  const last = size.length - 1
  const walk = (axis: number, from: number, to: number) => {
    const read = from + source.start[axis]! * sourceStrides[axis]!
    const write = to + target.start[axis]! * targetStrides[axis]!
    if (axis === last) {
      visit(read, write, size[axis]!)
      return
    }
    for (let i = 0; i < size[axis]!; i++) {
      walk(axis + 1, read + i * sourceStrides[axis]!, write + i * targetStrides[axis]!)
    }
  }
  if (size.length > 0) walk(0, 0, 0)
}
