/**
 * Reads an image inside an HDF5 file: rectangles and whole planes as blocks of its datasets, only as much
 * as is asked for, in pieces of a few megabytes. Chunks that hold several planes are decoded once for all.
 */
import { TouchstoneError } from '../../errors.ts'
import { swapBytes } from '../byte-order.ts'
import { decodeFloat16 } from '../float16.ts'
import { createImageSource, requireWanted, type Rectangle } from '../image-source.ts'
import { targetOrNew } from '../pixel-target.ts'
import {
  copyPixels,
  createPixelArray,
  pixelArrayOn,
  product,
  storedBytesPerPixel,
} from '../pixel-types.ts'
import { planeView } from '../plane-view.ts'
import type { ImageInfo, ImageSource, PixelArray, ReadOptions } from '../types.ts'
import { unravel } from '../unravel.ts'
import { bandRows, blocksInOrder, pieceBytes, type Block } from './hdf5-blocks.ts'
import { askHdf5 } from './hdf5-client.ts'
import type { Hdf5Image, Hdf5Part } from './hdf5-image.ts'
import { keepsFileOrder, unreadFilter } from './hdf5-types.ts'

/** Blocks of several planes that are kept for the next plane. */
const keptBlocks = 4
/** More than any filter makes of the same bytes; gzip reaches 1032. */
const largestRatio = 1100
const alwaysPlausibleBytes = 64 * 2 ** 20
const longWalkBytes = 2 ** 30

export function createHdf5Source(
  path: string,
  sizeBytes: number,
  image: Hdf5Image,
  about: Pick<ImageInfo, 'format' | 'series' | 'seriesIndex' | 'warnings'>,
  onClose: () => Promise<void>,
): ImageSource {
  const { axes, shape, dtype } = image
  const view = planeView(axes, shape)
  const bytesPerPixel = storedBytesPerPixel(dtype)
  const counted = [...axes].flatMap((letter, i) => ('yxs'.includes(letter) ? [] : [i]))
  const kept = new Map<string, Promise<PixelArray>>()
  const [yAxis, xAxis, sAxis] = ['y', 'x', 's'].map((letter) => axes.indexOf(letter)) as [
    number,
    number,
    number,
  ]

  const info: ImageInfo = {
    format: about.format,
    axes,
    shape,
    dtype,
    pixelSizeUm: image.pixelSizeUm,
    channels:
      image.channels ??
      Array.from({ length: view.size.c }, (_, i) => ({ name: `channel ${i + 1}` })),
    levels: image.levels,
    size: view.size,
    series: about.series,
    seriesIndex: about.seriesIndex,
    facts: image.facts,
    warnings: [...about.warnings, ...image.warnings, ...view.warnings],
  }

  async function readBlock({ name, dataset }: Hdf5Part, block: Block): Promise<PixelArray> {
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
    let found = kept.get(key)
    if (found === undefined) {
      found = readBlock(part, block)
      found.catch(() => kept.delete(key))
    }
    kept.delete(key)
    kept.set(key, found) // the last one used stands last
    if (kept.size > keptBlocks) kept.delete(kept.keys().next().value!)
    return found
  }

  async function readBand(
    part: Hdf5Part,
    first: Block,
    band: Rectangle,
    target: PixelArray,
    targetAt: number,
  ): Promise<void> {
    const lead = image.leadAxes
    const wanted: Block = {
      offset: first.offset.with(yAxis - lead, band.y).with(xAxis - lead, band.x),
      count: first.count.with(yAxis - lead, band.height).with(xAxis - lead, band.width),
    }
    const larger = withNeighbours(part, wanted, lead)
    const pixels = larger ? await keptBlock(part, larger) : await readBlock(part, wanted)
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
    for (let y = 0, to = targetAt; y < band.height; y++) {
      const from = start + y * dy
      if (rowIsWhole) {
        copyPixels(pixels, from, band.width * samples, target, to)
        to += band.width * samples
        continue
      }
      for (let x = 0; x < band.width; x++) {
        for (let s = 0; s < samples; s++) target[to++] = pixels[from + x * dx + s * ds]!
      }
    }
  }

  /** The block grown to the chunks that it needs anyway, along axes that count planes; undefined where it gains nothing. */
  function withNeighbours({ dataset }: Hdf5Part, block: Block, lead: number): Block | undefined {
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

  async function readRectangle(
    plane: number,
    level: number,
    rectangle: Rectangle,
    { signal, target }: ReadOptions,
  ): Promise<PixelArray> {
    const indices = unravel(
      plane,
      counted.map((axis) => shape[axis]!),
    )
    const at = (axis: number): number => {
      const index = indices[counted.indexOf(axis)] ?? 0
      const planes = axes[axis] === 'z' ? image.levels[level]?.z : undefined
      return planes === undefined
        ? index
        : Math.min(planes - 1, Math.floor((index * planes) / shape[axis]!))
    }
    const part = await image.part(level, leadOf(image, at))
    const lead = image.leadAxes
    const inner = [...axes.slice(lead)].map((_, i) => i + lead)
    const first: Block = {
      offset: inner.map((axis) => (counted.includes(axis) ? at(axis) : 0)),
      count: inner.map((axis) => (axis === sAxis ? shape[axis]! : 1)),
    }
    const perRow = rectangle.width * view.size.samples
    const length = rectangle.height * perRow
    requirePlausible(length * bytesPerPixel, alwaysPlausibleBytes)
    const pixels = targetOrNew(dtype, length, path, target)
    const rows = bandRows(perRow * bytesPerPixel, part.dataset.chunks?.[yAxis - lead] ?? 1)
    for (let row = 0; row < rectangle.height; row += rows) {
      requireWanted(path, signal)
      const height = Math.min(rows, rectangle.height - row)
      const band = { ...rectangle, y: rectangle.y + row, height }
      await readBand(part, first, band, pixels, row * perRow)
    }
    return pixels
  }

  /** All values in the order of the file's axes, whatever they mean. */
  async function* readPlanesInStoredOrder(): AsyncGenerator<PixelArray> {
    requirePlausible(product(shape) * bytesPerPixel, longWalkBytes)
    const outer = shape.slice(0, image.leadAxes)
    for (let i = 0; i < product(outer); i++) {
      const part = await image.part(0, unravel(i, outer))
      for (const block of blocksInOrder(
        shape.slice(image.leadAxes),
        part.dataset.chunks,
        bytesPerPixel,
      )) {
        yield await readBlock(part, block)
      }
    }
  }

  async function readAll(): Promise<{
    axes: string
    shape: readonly number[]
    dtype: ImageInfo['dtype']
    data: PixelArray
  }> {
    requirePlausible(product(shape) * bytesPerPixel, alwaysPlausibleBytes)
    const data = createPixelArray(dtype, product(shape), path)
    let at = 0
    for await (const piece of readPlanesInStoredOrder()) {
      copyPixels(piece, 0, piece.length, data, at)
      at += piece.length
    }
    return { axes, shape, dtype, data }
  }

  function requirePlausible(bytes: number, always: number): void {
    if (bytes <= always || bytes <= sizeBytes * largestRatio) return
    throw new TouchstoneError(
      'file-too-large',
      `${path}: ${bytes} bytes of pixels were asked for at once, and the whole file has ${sizeBytes}; its size was stated, but most of it was never written. Read a part of it.`,
      { path, bytes, sizeBytes },
    )
  }

  const { height, width } = view.size
  const source = createImageSource(path, info, view, {
    readRectangle,
    readStoredPlane: (plane, options) =>
      readRectangle(plane, 0, { y: 0, x: 0, height, width }, options),
    close: onClose,
  })
  return { ...source, readPlanesInStoredOrder, readAll }
}

/** Indices of the axes that choose a dataset: those that the datasets do not have themselves. */
function leadOf(image: Hdf5Image, at: (axis: number) => number): number[] {
  return Array.from({ length: image.leadAxes }, (_, axis) => at(axis))
}
