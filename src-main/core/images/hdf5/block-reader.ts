/**
 * Blocks of an HDF5 image's datasets as pixels. Chunks that hold several planes are decoded once for all:
 * stepping through a stack finds the next planes in memory.
 */
import { TouchstoneError } from '../../errors.ts'
import { createChunkCache } from '../chunk-cache.ts'
import { swapBytes } from '../byte-order.ts'
import { decodeFloat16 } from '../float16.ts'
import type { Rectangle } from '../image-source.ts'
import { copyPixels, pixelArrayOn, product, storedBytesPerPixel } from '../pixel-types.ts'
import type { PixelArray } from '../types.ts'
import { pieceBytes, type Block } from './hdf5-blocks.ts'
import { askHdf5 } from './hdf5-client.ts'
import type { Hdf5Image, Hdf5Part } from './hdf5-image.ts'
import { keepsFileOrder, unreadFilter } from './hdf5-types.ts'

export interface BlockReader {
  /** Values in the dataset's own order. TouchstoneError 'unsupported-encoding', or those of `askHdf5`. */
  read(part: Hdf5Part, block: Block): Promise<PixelArray>
  /** `first` names the plane; rows of the rectangle with interleaved samples go to `target` from `targetAt` on. */
  copyRectangle(
    part: Hdf5Part,
    first: Block,
    rectangle: Rectangle,
    target: PixelArray,
    targetAt: number,
  ): Promise<void>
  /** Gives the blocks back that are kept. */
  close(): void
}

/** Blocks of several planes that are kept for the next plane. */
const keptBytes = 4 * pieceBytes

export function createBlockReader(path: string, image: Hdf5Image): BlockReader {
  const { axes, shape, dtype, leadAxes: lead } = image
  const bytesPerPixel = storedBytesPerPixel(dtype)
  const counted = [...axes].flatMap((letter, i) => ('yxs'.includes(letter) ? [] : [i]))
  const kept = createChunkCache(keptBytes)
  const [yAxis, xAxis, sAxis] = [axes.indexOf('y'), axes.indexOf('x'), axes.indexOf('s')]

  async function read({ name, dataset }: Hdf5Part, block: Block): Promise<PixelArray> {
    const bytes = product(block.count) * bytesPerPixel
    const filter = unreadFilter(dataset)
    if (filter !== undefined) {
      throw new TouchstoneError(
        'unsupported-encoding',
        `${path}: /${name} is compressed with the filter ${filter}, which is not read; save it with gzip.`,
        { path, dataset: name, filter },
      )
    }
    const work = product(
      block.count.map((count, axis) => Math.max(count, dataset.chunks?.[axis] ?? 1)),
    )
    const question = { kind: 'read', dataset: name, ...block, bytes } as const
    const buffer = await askHdf5(path, question, work * bytesPerPixel)
    if (keepsFileOrder(dataset)) swapBytes(new Uint8Array(buffer), dataset.size)
    return dtype === 'float16'
      ? decodeFloat16(new Uint16Array(buffer))
      : pixelArrayOn(dtype, buffer)
  }

  function keptBlock(part: Hdf5Part, block: Block): Promise<PixelArray> {
    const key = [part.name, ...block.offset, ...block.count].join(' ')
    return kept.share(key, () => read(part, block))
  }

  async function copyRectangle(
    part: Hdf5Part,
    first: Block,
    { y: top, x: left, height, width }: Rectangle,
    target: PixelArray,
    targetAt: number,
  ): Promise<void> {
    const wanted: Block = {
      offset: first.offset.with(yAxis - lead, top).with(xAxis - lead, left),
      count: first.count.with(yAxis - lead, height).with(xAxis - lead, width),
    }
    const larger = withNeighbours(part, wanted)
    const pixels = larger ? await keptBlock(part, larger) : await read(part, wanted)
    const block = larger ?? wanted
    const strides = block.count.map((_, axis) => product(block.count.slice(axis + 1)))
    const start = strides.reduce(
      (sum, stride, axis) => sum + (wanted.offset[axis]! - block.offset[axis]!) * stride,
      0,
    )
    const samples = sAxis < 0 ? 1 : shape[sAxis]!
    const strideOf = (axis: number): number => (axis < 0 ? 1 : strides[axis - lead]!)
    const [dy, dx, ds] = [strideOf(yAxis), strideOf(xAxis), strideOf(sAxis)]
    const rowIsWhole = dx === samples && (samples === 1 || ds === 1)
    for (let y = 0, to = targetAt; y < height; y++) {
      const from = start + y * dy
      if (rowIsWhole) {
        copyPixels(pixels, from, width * samples, target, to)
        to += width * samples
        continue
      }
      for (let x = 0; x < width; x++) {
        for (let s = 0; s < samples; s++) target[to++] = pixels[from + x * dx + s * ds]!
      }
    }
  }

  /** The block grown to the chunks that it needs anyway, along axes that count planes; undefined where it gains nothing. */
  function withNeighbours({ dataset }: Hdf5Part, block: Block): Block | undefined {
    const { chunks } = dataset
    if (chunks === null) return undefined
    const offset = [...block.offset]
    const count = [...block.count]
    for (const axis of counted) {
      const inner = axis - lead
      const chunk = chunks[inner] ?? 1
      if (inner < 0 || chunk <= 1) continue
      offset[inner] = Math.floor(block.offset[inner]! / chunk) * chunk
      count[inner] = Math.min(chunk, dataset.shape[inner]! - offset[inner])
    }
    const size = product(count)
    return size > product(block.count) && size * bytesPerPixel <= pieceBytes
      ? { offset, count }
      : undefined
  }

  return { read, copyRectangle, close: () => kept.close() }
}
