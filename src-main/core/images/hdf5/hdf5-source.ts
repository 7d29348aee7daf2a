/**
 * Reads an image inside an HDF5 file: rectangles and whole planes as blocks of its datasets, only as much
 * as is asked for, in pieces of a few megabytes. Chunks that hold several planes are decoded once for all.
 */
import { TouchstoneError } from '../../errors.ts'
import { createImageSource, requireWanted, type Rectangle } from '../image-source.ts'
import { targetOrNew } from '../pixel-target.ts'
import { copyPixels, createPixelArray, product, storedBytesPerPixel } from '../pixel-types.ts'
import { planeView } from '../plane-view.ts'
import type { ImageInfo, ImageSource, PixelArray, ReadOptions } from '../types.ts'
import { unravel } from '../unravel.ts'
import { createBlockReader } from './block-reader.ts'
import { bandRows, blocksInOrder, type Block } from './hdf5-blocks.ts'
import type { Hdf5Image } from './hdf5-image.ts'

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
  const [yAxis, sAxis] = [axes.indexOf('y'), axes.indexOf('s')]

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

  const blocks = createBlockReader(path, image)

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
      await blocks.copyRectangle(part, first, band, pixels, row * perRow)
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
        yield await blocks.read(part, block)
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
    async close() {
      blocks.close()
      await onClose()
    },
  })
  return { ...source, readPlanesInStoredOrder, readAll }
}

/** Indices of the axes that choose a dataset: those that the datasets do not have themselves. */
function leadOf(image: Hdf5Image, at: (axis: number) => number): number[] {
  return Array.from({ length: image.leadAxes }, (_, axis) => at(axis))
}
