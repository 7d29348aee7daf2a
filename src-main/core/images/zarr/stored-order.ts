/** All values of an array in C order, in slabs of whole chunks where memory allows. */
import { createPixelArray, product, storedBytesPerPixel } from '../pixel-types.ts'
import type { PixelArray } from '../types.ts'
import { indicesOf, type ZarrArray } from './chunk-reader.ts'
import { cOrderStrides } from './copy-box.ts'
import { readBox, type Box } from './read-box.ts'

const largestSlabBytes = 128 * 2 ** 20
const usualSlabBytes = 16 * 2 ** 20

/** The same array is filled again and again. */
export async function* readInStoredOrder(array: ZarrArray): AsyncGenerator<PixelArray> {
  const { metadata, path } = array
  let slab: PixelArray | undefined
  for (const box of slabsOf(
    metadata.shape,
    metadata.chunkShape,
    storedBytesPerPixel(metadata.dtype),
  )) {
    const length = product(box.count)
    if (slab?.length !== length) slab = createPixelArray(metadata.dtype, length, path)
    const to = { offset: 0, strides: cOrderStrides(box.count) }
    await readBox(array, box, slab, to, { keep: false })
    yield slab
  }
}

/**
 * Boxes that follow one another in C order. A slab is as many chunks deep as fit into the usual size, one
 * chunk deep where that fits into the largest, else as thin as it has to be.
 */
export function* slabsOf(
  shape: readonly number[],
  chunkShape: readonly number[],
  bytesPerValue: number,
): Generator<Box> {
  const restBytes = shape.map((_, axis) => product(shape.slice(axis + 1)) * bytesPerValue)
  const axis = restBytes.findIndex((bytes) => bytes <= largestSlabBytes)
  const chunk = chunkShape[axis]!
  const chunkBytes = restBytes[axis]! * chunk
  const depth =
    chunkBytes > largestSlabBytes
      ? Math.max(1, Math.floor(largestSlabBytes / restBytes[axis]!))
      : Math.max(1, Math.floor(usualSlabBytes / chunkBytes)) * chunk
  const rest = shape.slice(axis + 1)
  for (const outer of indicesOf(shape.slice(0, axis))) {
    for (let at = 0; at < shape[axis]!; at += depth) {
      yield {
        start: [...outer, at, ...rest.map(() => 0)],
        count: [...outer.map(() => 1), Math.min(depth, shape[axis]! - at), ...rest],
      }
    }
  }
}
