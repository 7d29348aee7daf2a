/**
 * Pixels of one TIFF directory: only the strips or tiles that a rectangle touches are read. Uncompressed
 * rows go straight from the file into the result; compressed chunks are decoded a few at a time, and those that
 * were needed in part are kept, as a viewer asks for neighbouring tiles of the same strip.
 */
import type { Rectangle } from '../image-source.ts'
import { targetOrNew } from '../pixel-target.ts'
import { storedBytesPerPixel } from '../pixel-types.ts'
import { readRaster } from '../raster.ts'
import { requireWanted } from '../require-wanted.ts'
import type { PixelArray, ReadOptions } from '../types.ts'
import { chunksIn, isSparse, rasterOffset } from './chunk-parts.ts'
import { isRawRaster } from './page-layout.ts'
import { decodeParts, decodeWhole, type PageTools } from './read-chunks.ts'
import { readRawParts } from './read-raw-chunks.ts'
import { requirePlausible } from './require-plausible.ts'
import type { TiffPage } from './tiff-page.ts'

/** height x width x samples values, interleaved. `depth` counts planes inside the directory. */
export async function readPageRectangle(
  page: TiffPage,
  rectangle: Rectangle,
  depth: number,
  tools: PageTools,
  options: ReadOptions = {},
): Promise<PixelArray> {
  const { layout } = page
  if (!layout.planar) return readComponent(page, rectangle, depth, tools, options)
  const length = rectangle.height * rectangle.width * layout.samples
  const out = targetOrNew(layout.dtype, length, page.file.path, options.target)
  let component: PixelArray | undefined
  for (let sample = 0; sample < layout.samples; sample++) {
    const { signal } = options
    component = await readComponent(page, rectangle, sample, tools, { signal, target: component })
    interleave(component, out, sample, layout.samples)
  }
  return out
}

/** The whole page with samples where the file has them: `yxs`, or `syx` where planar. */
export async function readStoredPage(
  page: TiffPage,
  depth: number,
  tools: PageTools,
  options: ReadOptions = {},
): Promise<PixelArray> {
  const { layout } = page
  const whole = { y: 0, x: 0, height: layout.height, width: layout.width }
  if (!layout.planar) return readComponent(page, whole, depth, tools, options)
  const pixels = layout.height * layout.width
  const out = targetOrNew(layout.dtype, pixels * layout.samples, page.file.path, options.target)
  for (let sample = 0; sample < layout.samples; sample++) {
    const part = out.subarray(sample * pixels, (sample + 1) * pixels)
    const got = await readComponent(page, whole, sample, tools, { ...options, target: part })
    if (got !== part) (part as Uint8Array).set(got as Uint8Array) // of one type: both are of `dtype`
  }
  return out
}

/** Bytes of a piece of a plane that is too large to be held. */
const pieceBytes = 16 * 2 ** 20

/** The same as `readStoredPage` in bands of rows, one after another. */
export async function* readStoredPieces(
  page: TiffPage,
  depth: number,
  tools: PageTools,
): AsyncGenerator<PixelArray> {
  const { layout } = page
  const { height, width } = layout
  const samples = layout.planar ? 1 : layout.samples
  const rowBytes = width * samples * storedBytesPerPixel(layout.dtype)
  const step = layout.tiled || !isRawRaster(layout) ? layout.chunkHeight : 1
  const rows = step * Math.max(1, Math.floor(pieceBytes / rowBytes / step))
  for (let sample = 0; sample < (layout.planar ? layout.samples : 1); sample++) {
    for (let y = 0; y < height; y += rows) {
      const band = { y, x: 0, height: Math.min(rows, height - y), width }
      yield await readComponent(page, band, layout.planar ? sample : depth, tools, {})
    }
  }
}

/** One plane of chunks: a planar sample, or all samples interleaved. */
async function readComponent(
  page: TiffPage,
  rectangle: Rectangle,
  component: number,
  tools: PageTools,
  { signal, target }: ReadOptions,
): Promise<PixelArray> {
  const { layout, chunks, file } = page
  requireWanted(file.path, signal)
  const samples = layout.planar ? 1 : layout.samples
  const offset = rasterOffset(layout, chunks, component, rectangle)
  if (offset !== undefined) {
    const raster = { offset, width: layout.width, samples }
    return readRaster(file, raster, rectangle, layout.dtype, page.littleEndian, target)
  }
  const parts = chunksIn(layout, component, rectangle)
  requirePlausible(file, layout, chunks, parts)
  const isRaw = isRawRaster(layout) && layout.dtype !== 'float16'
  const [only] = parts
  if (parts.length === 1 && only?.isPartial === false && !isRaw && target === undefined) {
    const pixels = isSparse(chunks, only.chunk)
      ? undefined
      : await decodeWhole(page, only, tools, signal)
    if (pixels !== undefined) return pixels
  }
  const length = rectangle.height * rectangle.width * samples
  const out = targetOrNew(layout.dtype, length, file.path, target)
  if (out === target && parts.some(({ chunk }) => isSparse(chunks, chunk))) zero(out)
  if (isRaw) {
    await readRawParts(page, parts, rectangle, out, signal)
  } else await decodeParts(page, parts, rectangle, out, tools, signal)
  return out
}

function zero(pixels: PixelArray): void {
  if (pixels instanceof BigUint64Array || pixels instanceof BigInt64Array) pixels.fill(0n)
  else pixels.fill(0)
}

function interleave(component: PixelArray, out: PixelArray, sample: number, samples: number): void {
  for (let i = 0; i < component.length; i++) out[i * samples + sample] = component[i]!
}
