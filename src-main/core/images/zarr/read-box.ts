/** A rectangular part of an array, put together from the chunks that it touches. */
import { requireWanted } from '../image-source.ts'
import type { PixelArray } from '../types.ts'
import { indicesOf, type ZarrArray } from './chunk-reader.ts'
import { copyBox, cOrderStrides, fillBox, type Placement } from './copy-box.ts'
import type { LoadOptions } from './shared-loads.ts'

/** First index and number of values along each axis; inside the array, none of them empty. */
export interface Box {
  readonly start: readonly number[]
  readonly count: readonly number[]
}

const chunksAtOnce = 8

/**
 * Writes every value of the box into `target`; resolves with how many of them are the fill value of
 * absent chunks. With `keep` false, chunks that lie in the box as a whole are not kept. TouchstoneError as decoding, or 'cancelled'.
 */
export async function readBox(
  array: ZarrArray,
  { start, count }: Box,
  target: PixelArray,
  to: Placement,
  { signal, keep = true }: LoadOptions = {},
): Promise<number> {
  const { chunkShape, shape, fill } = array.metadata
  const strides = cOrderStrides(chunkShape)
  const first = start.map((at, axis) => Math.floor(at / chunkShape[axis]!))
  const grid = first.map(
    (at, axis) => Math.floor((start[axis]! + count[axis]! - 1) / chunkShape[axis]!) - at + 1,
  )
  let filled = 0

  async function readChunk(place: readonly number[]): Promise<void> {
    const index = place.map((at, axis) => at + first[axis]!)
    const origin = index.map((at, axis) => at * chunkShape[axis]!)
    const from = origin.map((at, axis) => Math.max(at, start[axis]!))
    const end = origin.map((at, axis) =>
      Math.min(at + chunkShape[axis]!, start[axis]! + count[axis]!),
    )
    const part = end.map((at, axis) => at - from[axis]!)
    const isWhole = part.every(
      (size, axis) => size === Math.min(chunkShape[axis]!, shape[axis]! - origin[axis]!),
    )
    const pixels = await array.chunk(index, { signal, keep: keep || !isWhole })
    const placement = {
      offset: to.offset + sumOf(from, (at, axis) => (at - start[axis]!) * to.strides[axis]!),
      strides: to.strides,
    }
    if (pixels === undefined) {
      fillBox(target, placement, part, fill)
      filled += part.reduce((all, size) => all * size, 1)
      return
    }
    const offset = sumOf(from, (at, axis) => (at - origin[axis]!) * strides[axis]!)
    copyBox(pixels, { offset, strides }, target, placement, part)
  }

  const places = indicesOf(grid)
  let hasFailed = false
  const work = async (): Promise<void> => {
    for (const place of places) {
      if (hasFailed) return
      requireWanted(array.path, signal)
      await readChunk(place).catch((error: unknown) => {
        hasFailed = true
        throw error
      })
    }
  }
  const workers = Math.min(
    chunksAtOnce,
    grid.reduce((all, size) => all * size, 1),
  )
  const ends = await Promise.allSettled(Array.from({ length: workers }, work))
  const failed = ends.find((end) => end.status === 'rejected')
  if (failed !== undefined) throw failed.reason
  return filled
}

function sumOf(values: readonly number[], term: (value: number, axis: number) => number): number {
  return values.reduce((sum, value, axis) => sum + term(value, axis), 0)
}
