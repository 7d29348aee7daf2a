/**
 * Pixels of one TIFF directory: only the strips or tiles that a rectangle touches are read.
 * Uncompressed strips go straight into the result; decoded chunks that were needed in part are
 * kept for the next rectangle, as a viewer asks for neighbouring tiles of the same strip.
 */
import { TouchstoneError } from '../../errors.ts'
import type { FileReader } from '../file-reader.ts'
import type { Rectangle } from '../image-source.ts'
import { copyPixels, createPixelArray } from '../pixel-types.ts'
import { readRaster } from '../raster.ts'
import type { PixelArray } from '../types.ts'
import type { ChunkCache } from './chunk-cache.ts'
import { decodeChunk } from './decode-chunk.ts'
import { largestExpansion, nameOfCompression } from './decompress.ts'
import {
  chunkBytes,
  chunkRows,
  isRawRaster,
  type ChunkTable,
  type PageLayout,
} from './page-layout.ts'

export interface TiffPage {
  readonly file: FileReader
  readonly littleEndian: boolean
  /** Names the page in the cache. */
  readonly key: string
  readonly layout: PageLayout
  readonly chunks: ChunkTable
}

/** height x width x samples values, interleaved. `depth` counts planes inside the directory. */
export async function readPageRectangle(
  page: TiffPage,
  rectangle: Rectangle,
  depth: number,
  cache: ChunkCache,
): Promise<PixelArray> {
  const { layout } = page
  if (!layout.planar) return readComponent(page, rectangle, depth, cache)
  const pixels = rectangle.height * rectangle.width
  const out = createPixelArray(layout.dtype, pixels * layout.samples, page.file.path)
  for (let sample = 0; sample < layout.samples; sample++) {
    const component = await readComponent(page, rectangle, sample, cache)
    interleave(component, out, sample, layout.samples)
  }
  return out
}

/** The whole page with samples where the file has them: `yxs`, or `syx` where planar. */
export async function readStoredPage(
  page: TiffPage,
  depth: number,
  cache: ChunkCache,
): Promise<PixelArray> {
  const { layout } = page
  const whole = { y: 0, x: 0, height: layout.height, width: layout.width }
  if (!layout.planar) return readComponent(page, whole, depth, cache)
  const pixels = layout.height * layout.width
  const out = createPixelArray(layout.dtype, pixels * layout.samples, page.file.path)
  for (let sample = 0; sample < layout.samples; sample++) {
    copyPixels(await readComponent(page, whole, sample, cache), 0, pixels, out, sample * pixels)
  }
  return out
}

/** One plane of chunks: a planar sample, or all samples interleaved. */
async function readComponent(
  page: TiffPage,
  rectangle: Rectangle,
  component: number,
  cache: ChunkCache,
): Promise<PixelArray> {
  const { layout } = page
  const samples = layout.planar ? 1 : layout.samples
  const offset = rasterOffset(page, component, rectangle)
  if (offset !== undefined) {
    const raster = { offset, width: layout.width, samples }
    return readRaster(page.file, raster, rectangle, layout.dtype, page.littleEndian)
  }
  const firstDown = Math.floor(rectangle.y / layout.chunkHeight)
  const lastDown = Math.floor((rectangle.y + rectangle.height - 1) / layout.chunkHeight)
  const firstAcross = Math.floor(rectangle.x / layout.chunkWidth)
  const lastAcross = Math.floor((rectangle.x + rectangle.width - 1) / layout.chunkWidth)
  requirePlausible(page, component, firstDown, lastDown, firstAcross, lastAcross)
  const length = rectangle.height * rectangle.width * samples
  const out = createPixelArray(layout.dtype, length, page.file.path)
  for (let down = firstDown; down <= lastDown; down++) {
    for (let across = firstAcross; across <= lastAcross; across++) {
      const chunk = chunkNumber(layout, component, down, across)
      const origin = { y: down * layout.chunkHeight, x: across * layout.chunkWidth }
      const inside = intersection(layout, origin, chunkRows(layout, chunk), rectangle)
      const isPartial = inside.height < chunkRows(layout, chunk) || inside.width < layout.chunkWidth
      const pixels = await readChunk(page, chunk, cache, isPartial)
      if (pixels !== undefined)
        copyRows(pixels, layout.chunkWidth, origin, inside, samples, out, rectangle)
    }
  }
  return out
}

function chunkNumber(layout: PageLayout, component: number, down: number, across: number): number {
  return (component * layout.chunksDown + down) * layout.chunksAcross + across
}

/** Where the component starts if the strips that are touched follow each other uncompressed. */
function rasterOffset(page: TiffPage, component: number, rectangle: Rectangle): number | undefined {
  const { layout, chunks } = page
  if (layout.tiled || !isRawRaster(layout)) return undefined
  const first = Math.floor(rectangle.y / layout.chunkHeight)
  const last = Math.floor((rectangle.y + rectangle.height - 1) / layout.chunkHeight)
  const full = chunkBytes(layout, layout.chunkHeight)
  const start = chunks.offsets[chunkNumber(layout, component, first, 0)]!
  for (let strip = first; strip <= last; strip++) {
    const offset = chunks.offsets[chunkNumber(layout, component, strip, 0)]!
    if (offset === 0 || offset !== start + (strip - first) * full) return undefined
  }
  return start - first * full
}

/** Undefined for a chunk that was never written (offset and length 0): its pixels are 0. */
async function readChunk(
  page: TiffPage,
  chunk: number,
  cache: ChunkCache,
  keep: boolean,
): Promise<PixelArray | undefined> {
  const key = `${page.key}/${chunk}`
  const known = cache.get(key)
  if (known !== undefined) return known
  const rows = chunkRows(page.layout, chunk)
  const offset = page.chunks.offsets[chunk]!
  const listed = page.chunks.byteCounts[chunk]!
  if (offset === 0 && listed === 0) return undefined
  const length = page.layout.compression === 1 ? chunkBytes(page.layout, rows) : listed
  const stored = await page.file.read(offset, length)
  const pixels = decodeChunk(page.file.path, page.layout, page.littleEndian, stored, rows)
  if (keep) cache.put(key, pixels)
  return pixels
}

/** Sizes that the stored bytes cannot possibly hold are refused before anything is allocated. */
function requirePlausible(
  page: TiffPage,
  component: number,
  firstDown: number,
  lastDown: number,
  firstAcross: number,
  lastAcross: number,
): void {
  const { layout, chunks, file } = page
  const ratio = largestExpansion(layout.compression)
  for (let down = firstDown; down <= lastDown; down++) {
    for (let across = firstAcross; across <= lastAcross; across++) {
      const chunk = chunkNumber(layout, component, down, across)
      const stored = layout.compression === 1 ? file.sizeBytes : chunks.byteCounts[chunk]!
      const decoded = chunkBytes(layout, chunkRows(layout, chunk))
      const isSparse = chunks.offsets[chunk] === 0 && chunks.byteCounts[chunk] === 0
      if ((isSparse && decoded <= largestSparseBytes) || decoded <= stored * ratio) continue
      throw new TouchstoneError(
        'format-corrupt',
        `${file.path}: ${decoded} bytes of pixels are stated for ${stored} bytes compressed with ${nameOfCompression(layout.compression)}, which cannot hold so many.`,
        { path: file.path, decoded, stored },
      )
    }
  }
}

/** A chunk that was never written may still be this large. */
const largestSparseBytes = 64 * 2 ** 20

function intersection(
  layout: PageLayout,
  origin: { readonly y: number; readonly x: number },
  rows: number,
  rectangle: Rectangle,
): Rectangle {
  const y = Math.max(origin.y, rectangle.y)
  const x = Math.max(origin.x, rectangle.x)
  return {
    y,
    x,
    height: Math.min(origin.y + rows, rectangle.y + rectangle.height) - y,
    width: Math.min(origin.x + layout.chunkWidth, rectangle.x + rectangle.width) - x,
  }
}

function copyRows(
  pixels: PixelArray,
  chunkWidth: number,
  origin: { readonly y: number; readonly x: number },
  inside: Rectangle,
  samples: number,
  out: PixelArray,
  rectangle: Rectangle,
): void {
  for (let row = 0; row < inside.height; row++) {
    const from = ((inside.y + row - origin.y) * chunkWidth + inside.x - origin.x) * samples
    const to = ((inside.y + row - rectangle.y) * rectangle.width + inside.x - rectangle.x) * samples
    copyPixels(pixels, from, inside.width * samples, out, to)
  }
}

function interleave(component: PixelArray, out: PixelArray, sample: number, samples: number): void {
  for (let i = 0; i < component.length; i++) out[i * samples + sample] = component[i]!
}
