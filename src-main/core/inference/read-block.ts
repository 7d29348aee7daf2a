/** One block of a tensor, mirrored beyond its edges. */
import { gatherBlock } from './copy-block.ts'
import { sourceIndices } from './reflect.ts'
import type { TensorData } from './tensor.ts'
import type { TensorReader } from './tensor-reader.ts'

/** Fills `target` (C order of `size`) from `start`, which may be negative; reads only what lies inside. */
export async function readBlock(
  reader: TensorReader,
  start: readonly number[],
  size: readonly number[],
  target: TensorData,
): Promise<void> {
  const indices = size.map((length, axis) =>
    sourceIndices(start[axis]!, length, reader.shape[axis]!),
  )
  if (reader.data !== undefined) {
    gatherBlock(reader.data, reader.shape, indices, target)
    return
  }
  const first = indices.map((list) => list.reduce((low, index) => Math.min(low, index), Infinity))
  const inside = indices.map(
    (list, axis) => list.reduce((high, index) => Math.max(high, index), 0) - first[axis]! + 1,
  )
  const box = await reader.read({ start: first, size: inside })
  const moved = indices.map((list, axis) => list.map((index) => index - first[axis]!))
  gatherBlock(box, inside, moved, target)
}
