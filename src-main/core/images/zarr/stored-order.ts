/** All values of an array in C order, in slabs of whole chunks where memory allows. */
import { targetOrNew } from '../pixel-target.ts'
import { product, storedBytesPerPixel } from '../pixel-types.ts'
import type { PixelArray } from '../types.ts'
import { indicesOf, type ZarrArray } from './chunk-reader.ts'
import { cOrderStrides } from './copy-box.ts'
import { readBox, type Box } from './read-box.ts'

const largestSlabBytes = 128 * 2 ** 20
const usualSlabBytes = 16 * 2 ** 20

/**
 * An array may be overwritten once the next is asked for: while the caller works on a slab of the usual size,
 * the next one is read into a second array.
 */
export async function* readInStoredOrder(array: ZarrArray): AsyncGenerator<PixelArray> {
  const { metadata, path } = array
  const { dtype, shape, chunkShape } = metadata
  const boxes = slabsOf(shape, chunkShape, storedBytesPerPixel(dtype))
  const slabs: (PixelArray | undefined)[] = []
  let turn = 0

  async function readInto(box: Box, place: number): Promise<PixelArray> {
    const slab = targetOrNew(dtype, product(box.count), path, slabs[place])
    slabs[place] = slab
    const to = { offset: 0, strides: cOrderStrides(box.count) }
    await readBox(array, box, slab, to, { keep: false })
    return slab
  }

  const readNext = (): Promise<PixelArray> | undefined => {
    const found = boxes.next()
    return found.done === true ? undefined : readInto(found.value, turn++ % 2)
  }

  let next = readNext()
  try {
    while (next !== undefined) {
      const slab: PixelArray = await next
      const isUsual = slab.byteLength <= 2 * usualSlabBytes
      next = isUsual ? readNext() : undefined
      next?.catch(() => undefined) // it is awaited in the next turn, or by nobody
      yield slab
      if (!isUsual) {
        turn = 0 // one array is enough where it is large
        next = readNext()
      }
    }
  } finally {
    await next?.catch(() => undefined)
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
