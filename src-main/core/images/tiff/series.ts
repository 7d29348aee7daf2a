/**
 * Which directories of a TIFF form its first image, and what their order means: OME-XML, ImageJ's
 * description, the shape that tifffile writes, or nothing, in which case equal pages form axis q.
 */
import { basename } from 'node:path'
import type { PixelSizeUm } from '../../../contract/words.ts'
import { TouchstoneError } from '../../errors.ts'
import { micrometresPerUnit } from '../length-unit.ts'
import { product, storedBytesPerPixel } from '../pixel-types.ts'
import type { ChannelInfo } from '../types.ts'
import { parseImageJDescription, type ImageJDescription } from './imagej-description.ts'
import { isOmeXml, parseOmeMetadata, type OmePixels, type OmePlane } from './ome-metadata.ts'
import type { TiffFile } from './open-tiff-file.ts'
import { isRawRaster, readChunkTable, readPageLayout, type PageLayout } from './page-layout.ts'
import { calibrationOfPlainTiff, pixelSizeFromResolution } from './resolution.ts'
import { parseShapedDescription } from './shaped-description.ts'
import { tag } from './tags.ts'

/** Where a plane stands: a directory (of another file of the set), or raw bytes after the first. */
export type PlaneAddress = OmePlane | { readonly offset: number } | undefined

export interface TiffSeries {
  readonly format: 'tiff' | 'imagej-tiff' | 'ome-tiff'
  /** Axes that count planes, outermost first. */
  readonly axes: string
  readonly shape: readonly number[]
  readonly planes: readonly PlaneAddress[]
  readonly pixelSizeUm: PixelSizeUm | 'uncalibrated'
  readonly channels: readonly ChannelInfo[]
  readonly warnings: readonly string[]
}

interface Context {
  readonly tiff: TiffFile
  readonly layout: PageLayout
  readonly warnings: string[]
}

/** `layout` is that of the first directory. */
export async function findSeries(tiff: TiffFile, layout: PageLayout): Promise<TiffSeries> {
  const context: Context = { tiff, layout, warnings: [] }
  const description = (await tiff.directories[0]!.text(tag.imageDescription)) ?? ''
  if (isOmeXml(description)) {
    const series = omeSeries(context, description)
    if (series !== undefined) return series
  }
  const imagej = parseImageJDescription(description)
  if (imagej !== undefined) {
    const series = await imagejSeries(context, imagej)
    if (series !== undefined) return series
  }
  return pageSeries(context, description)
}

function omeSeries(context: Context, description: string): TiffSeries | undefined {
  const { tiff, layout, warnings } = context
  const metadata = parseOmeMetadata(description, basename(tiff.file.path))
  if (metadata.kind === 'elsewhere') {
    warnings.push(
      `This file is one part of an OME-TIFF set; only its own planes are read. Open ${metadata.fileName} for the whole.`,
    )
    return undefined
  }
  if (metadata.kind === 'invalid') {
    warnings.push(`The OME metadata are ignored: ${metadata.reason}.`)
    return undefined
  }
  const { pixels } = metadata
  if (pixels.width !== layout.width || pixels.height !== layout.height) {
    warnings.push(
      `The OME metadata are ignored: they state ${pixels.height} x ${pixels.width} pixels, and the pages have ${layout.height} x ${layout.width}.`,
    )
    return undefined
  }
  if (pixels.samples !== layout.samples) {
    warnings.push(
      `The OME metadata are ignored: they state ${pixels.samples} samples per pixel, and the pages have ${layout.samples}.`,
    )
    return undefined
  }
  if (pixels.images > 1) {
    warnings.push(`The file holds ${pixels.images} images; only the first is read.`)
  }
  return { format: 'ome-tiff', ...omePlanes(context, pixels), warnings }
}

function omePlanes(
  { tiff, warnings }: Context,
  pixels: OmePixels,
): Pick<TiffSeries, 'axes' | 'shape' | 'planes' | 'pixelSizeUm' | 'channels'> {
  const pages = tiff.directories.length
  const planes = pixels.planes.map((plane) =>
    plane !== undefined && plane.fileName === undefined && plane.directory >= pages
      ? undefined
      : plane,
  )
  const missing = planes.filter((plane) => plane === undefined).length
  if (missing > 0) {
    warnings.push(
      `${missing} of the ${planes.length} planes that the OME metadata state are not in the file.`,
    )
  }
  return {
    ...withoutSingletons(pixels.axes, pixels.shape),
    planes,
    pixelSizeUm: pixels.pixelSizeUm,
    channels: pixels.channels,
  }
}

async function imagejSeries(
  context: Context,
  description: ImageJDescription,
): Promise<TiffSeries | undefined> {
  const { tiff, layout, warnings } = context
  const { frames, slices, channels } = description
  const first = tiff.directories[0]!
  const unitUm = micrometresPerUnit(description.unit ?? '')
  const size =
    unitUm === undefined
      ? await calibrationOfPlainTiff(first)
      : await pixelSizeFromResolution(first, unitUm)
  const zUm = (description.zSpacing ?? NaN) * (unitUm ?? NaN)
  const pixelSizeUm =
    size === undefined ? 'uncalibrated' : zUm > 0 && slices > 1 ? { ...size, z: zUm } : size
  const shape = [frames, slices, channels]
  const count = product(shape)
  // ImageJ counts the samples of colour images as channels
  const inSamples = layout.samples > 1 && count === layout.samples && tiff.directories.length === 1
  const planes = inSamples ? [{ directory: 0 }] : await imagejPlanes(context, count)
  if (planes === undefined) {
    warnings.push(
      `ImageJ's description is ignored: it states ${count} planes, and the file has ${tiff.directories.length}.`,
    )
    return undefined
  }
  return {
    format: 'imagej-tiff',
    ...(inSamples ? { axes: '', shape: [] } : withoutSingletons('tzc', shape)),
    planes,
    pixelSizeUm,
    channels: unnamedChannels(inSamples ? 1 : channels),
    warnings,
  }
}

/** Undefined where description and file disagree about the number of planes. */
async function imagejPlanes(
  { tiff, layout }: Context,
  count: number,
): Promise<readonly PlaneAddress[] | undefined> {
  const pages = tiff.directories.length
  if (pages === count) return tiff.directories.map((_, directory) => ({ directory }))
  if (pages > 1 || !isRawRaster(layout) || layout.tiled || layout.planar) return undefined
  const { file } = tiff
  const { offsets } = await readChunkTable(file.path, tiff.directories[0]!, layout, file.sizeBytes)
  return contiguousPlanes(tiff, layout, offsets[0] ?? 0, count)
}

/** ImageJ writes stacks above 4 GB, and tifffile truncated ones, as one directory and raw planes. */
function contiguousPlanes(
  { file }: TiffFile,
  layout: PageLayout,
  start: number,
  count: number,
): readonly PlaneAddress[] | undefined {
  const planeBytes =
    layout.height * layout.width * layout.samples * storedBytesPerPixel(layout.dtype)
  const neededBytes = start + count * planeBytes
  if (neededBytes > file.sizeBytes) {
    if (start + 2 * planeBytes > file.sizeBytes) return undefined
    throw new TouchstoneError(
      'file-truncated',
      `${file.path} is truncated: its ${count} planes need ${neededBytes} bytes and ${file.sizeBytes} are there; copy or export it again.`,
      { path: file.path, neededBytes, sizeBytes: file.sizeBytes },
    )
  }
  return Array.from({ length: count }, (_, i) => ({ offset: start + i * planeBytes }))
}

async function pageSeries(context: Context, description: string): Promise<TiffSeries> {
  const { tiff, layout, warnings } = context
  const directories = await firstRunOfEqualPages(context)
  const pixelSizeUm = (await calibrationOfPlainTiff(tiff.directories[0]!)) ?? 'uncalibrated'
  const shaped = parseShapedDescription(description)
  const common = { format: 'tiff', pixelSizeUm, warnings } as const
  const leading = shaped && leadingAxes(shaped, layout)
  if (leading !== undefined) {
    const count = product(leading.shape)
    const planes =
      count === directories.length
        ? directories.map((directory) => ({ directory }))
        : directories.length === 1
          ? await imagejPlanes(context, count)
          : undefined
    if (planes !== undefined) {
      const channels = leading.shape[leading.axes.indexOf('c')] ?? 1
      return { ...common, ...leading, planes, channels: unnamedChannels(channels) }
    }
  }
  const stack =
    directories.length > 1 ? { axes: 'q', shape: [directories.length] } : { axes: '', shape: [] }
  if (layout.depth > 1) {
    return {
      ...common,
      axes: `${stack.axes}z`,
      shape: [...stack.shape, layout.depth],
      planes: directories.flatMap((directory) =>
        Array.from({ length: layout.depth }, () => ({ directory })),
      ),
      channels: unnamedChannels(1),
    }
  }
  const planes = directories.map((directory) => ({ directory }))
  return { ...common, ...stack, planes, channels: unnamedChannels(1) }
}

/** The axes that stand before the page's own, where the stated shape ends in the page's. */
function leadingAxes(
  shaped: { readonly shape: readonly number[]; readonly axes: string },
  layout: PageLayout,
): { axes: string; shape: number[] } | undefined {
  const page =
    layout.samples === 1
      ? [layout.height, layout.width]
      : layout.planar
        ? [layout.samples, layout.height, layout.width]
        : [layout.height, layout.width, layout.samples]
  const kept = shaped.shape.length - page.length
  if (kept < 0 || kept > 3 || !page.every((size, i) => shaped.shape[kept + i] === size))
    return undefined
  const axes = shaped.axes.slice(0, kept)
  const counted = [...axes].filter((letter) => letter !== 'q')
  if (new Set(counted).size < counted.length || /[yxs]/.test(axes)) return undefined
  return { axes, shape: shaped.shape.slice(0, kept) }
}

/** Numbers of the directories; reduced copies and masks are passed over. */
async function firstRunOfEqualPages({ tiff, layout, warnings }: Context): Promise<number[]> {
  const { directories, file } = tiff
  const run = [0]
  let reduced = 0
  for (let i = 1; i < directories.length; i++) {
    const page = directories[i]!
    if (((await page.number(tag.newSubfileType, 0)) & 5) !== 0) {
      reduced++
      continue
    }
    const other = await layoutOrUndefined(file.path, page)
    if (other === undefined || !haveEqualPixels(layout, other)) {
      const size =
        other === undefined
          ? 'of a kind that is not read'
          : `${other.height} x ${other.width} ${other.dtype}`
      warnings.push(
        `The file holds pages of different kinds: only the first ${run.length} (${layout.height} x ${layout.width} ${layout.dtype}) of ${directories.length} are read; page ${i + 1} is ${size}.`,
      )
      return run
    }
    run.push(i)
  }
  if (reduced > 0) warnings.push(`${reduced} reduced copies or masks among the pages are left out.`)
  return run
}

async function layoutOrUndefined(
  path: string,
  page: TiffFile['directories'][number],
): Promise<PageLayout | undefined> {
  try {
    return await readPageLayout(path, page)
  } catch (error) {
    if (error instanceof TouchstoneError && error.code !== 'file-truncated') return undefined
    throw error
  }
}

export function haveEqualPixels(a: PageLayout, b: PageLayout): boolean {
  return (
    a.width === b.width &&
    a.height === b.height &&
    a.depth === b.depth &&
    a.samples === b.samples &&
    a.planar === b.planar &&
    a.dtype === b.dtype
  )
}

function withoutSingletons(
  axes: string,
  shape: readonly number[],
): { axes: string; shape: number[] } {
  const kept = [...axes].map((_, i) => i).filter((i) => shape[i]! > 1)
  return { axes: kept.map((i) => axes[i]!).join(''), shape: kept.map((i) => shape[i]!) }
}

function unnamedChannels(count: number): ChannelInfo[] {
  return Array.from({ length: count }, (_, i) => ({ name: `channel ${i + 1}` }))
}
