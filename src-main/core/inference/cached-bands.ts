/**
 * Tiles are walked along one axis first. A file is read in whole bands along that axis, and the tiles of
 * the band are cut from memory: strips and rows of chunks are read once, not once per tile.
 */
import { copyBox } from './copy-block.ts'
import { allocate, elementCount } from './tensor.ts'
import type { Box, TensorReader } from './tensor-reader.ts'

/** 256 MB of float32. */
const largestBand = 2 ** 26

/** `axis`: place of the axis along which neighbouring boxes are asked for one after another. */
export function cachedBands(
  reader: TensorReader,
  axis: number,
  most: number = largestBand,
): TensorReader {
  if (reader.data !== undefined) return reader
  let band: { readonly box: Box; readonly data: Promise<TensorDataOf> } | null = null
  return {
    ...reader,
    async read(box) {
      if (band === null || !holds(band.box, box)) {
        const wide = widened(box, axis, reader.shape[axis]!, most)
        band = { box: wide, data: reader.read(wide) }
        band.data.catch(() => (band = null))
      }
      const { box: from, data } = band
      const target = allocate(reader.dtype, elementCount(box.size))
      copyBox(
        {
          data: await data,
          shape: from.size,
          start: box.start.map((at, index) => at - from.start[index]!),
        },
        { data: target, shape: box.size, start: box.size.map(() => 0) },
        box.size,
      )
      return target
    },
  }
}

type TensorDataOf = Awaited<ReturnType<TensorReader['read']>>

function holds(outer: Box, inner: Box): boolean {
  return inner.start.every((at, axis) => {
    const end = at + inner.size[axis]!
    const outerStart = outer.start[axis]!
    return at >= outerStart && end <= outerStart + outer.size[axis]!
  })
}

/** From the box's start to the end of the axis, as far as `most` elements reach; never less than the box. */
function widened(box: Box, axis: number, length: number, most: number): Box {
  const others = elementCount(box.size.filter((_, index) => index !== axis))
  const reach = Math.max(box.size[axis]!, Math.floor(most / Math.max(1, others)))
  const size = Math.min(length - box.start[axis]!, reach)
  return { start: box.start, size: box.size.map((own, index) => (index === axis ? size : own)) }
}
