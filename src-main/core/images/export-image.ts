/**
 * Any image that Touchstone reads as OME-TIFF or OME-Zarr 0.5, with all its planes, pixel size and
 * channels, levels included. Read and written in pieces: memory does not grow with the image.
 */
import { realpath } from 'node:fs/promises'
import { basename, dirname, join, resolve, sep } from 'node:path'
import { TouchstoneError } from '../errors.ts'
import { convertPixels, exportedPixelType } from './export-pixel-type.ts'
import { indexOfPlane, piecesOf, readPiece } from './image-pieces.ts'
import { createPixelArray } from './pixel-types.ts'
import type { Reduction } from './pyramid/halve-block.ts'
import { usualReduction } from './pyramid/usual-reduction.ts'
import type { ChannelInfo, ImageSource, PixelArray } from './types.ts'
import { writeTiffFile } from './write-tiff-file.ts'
import type { ZarrImage } from './zarr-writer/zarr-metadata.ts'
import { writeOmeZarr, type RegionWriter } from './zarr-writer/write-ome-zarr.ts'

export interface ExportOptions {
  readonly format: 'ome-tiff' | 'ome-zarr'
  /** How levels are made; by what the image is where absent. */
  readonly kind?: Reduction | undefined
  /** Label images that go with it, OME-Zarr only. */
  readonly labels?: readonly { readonly name: string; readonly source: ImageSource }[] | undefined
  readonly signal?: AbortSignal | undefined
  /** 0 to 1. */
  readonly onProgress?: ((fraction: number) => void) | undefined
}

export interface ExportedImage {
  readonly path: string
  /** Pixels that the image did not hold and that got its fill value. */
  readonly filledPixels: number
}

/**
 * Every value is kept exactly (see `exportedPixelType`); colour samples become channels in OME-Zarr, and
 * unknown axes those that the image is shown with. What stood at `path` is replaced, but never the image
 * itself: TouchstoneError 'conflict'. Else 'bad-request' for labels in an OME-TIFF, those of reading, of
 * `writeAtomically` and of `writeOmeZarr`.
 */
export async function exportImage(
  source: ImageSource,
  path: string,
  options: ExportOptions,
): Promise<ExportedImage> {
  const { labels = [], format } = options
  for (const one of [source, ...labels.map((label) => label.source)]) await requireApart(one, path)
  const total = [source, ...labels.map((label) => label.source)].reduce(
    (sum, { info }) => sum + pixelsOf(info.size),
    0,
  )
  let done = 0
  const count = (pixels: number): void => {
    done += pixels
    options.onProgress?.(done / total)
  }
  if (format === 'ome-zarr') return exportZarr(source, path, options, count)
  if (labels.length > 0) {
    throw new TouchstoneError(
      'bad-request',
      `${path}: an OME-TIFF holds no label images beside its own pixels; export as OME-Zarr, or the labels apart.`,
      { path },
    )
  }
  return exportTiff(source, path, options, count)
}

type Size = ImageSource['info']['size']

async function exportTiff(
  source: ImageSource,
  path: string,
  { kind, signal }: ExportOptions,
  count: (pixels: number) => void,
): Promise<ExportedImage> {
  const { size, pixelSizeUm, channels } = source.info
  const dtype = await exportedPixelType(source, async function* () {
    for (const piece of piecesOf(source.info)) yield (await readPiece(source, piece, signal)).data
  })
  const description = {
    ...{ dtype, size, pixelSizeUm, channels, signal },
    name: basename(source.path),
    reduction: kind ?? usualReduction(source),
    compression: { method: 'deflate', level: 6 } as const,
  }
  let filledPixels = 0
  await writeTiffFile(path, description, async (writer) => {
    for (const piece of piecesOf(source.info)) {
      const block = await readPiece(source, piece, signal)
      filledPixels += block.filledPixels ?? 0
      await writer.writeRegion(indexOfPlane(size, piece), piece, convertPixels(block.data, dtype))
      count(piece.height * piece.width)
    }
  })
  return { path, filledPixels }
}

async function exportZarr(
  source: ImageSource,
  path: string,
  { kind, labels = [], signal }: ExportOptions,
  count: (pixels: number) => void,
): Promise<ExportedImage> {
  const store = {
    image: zarrImage(source, basename(source.path), kind ?? usualReduction(source)),
    labels: labels.map(({ name, source: of }) => zarrImage(of, name, 'mode')),
    signal,
  }
  let filledPixels = 0
  await writeOmeZarr(path, store, async (writer, labelWriters) => {
    filledPixels += await copyPlanes(source, writer, signal, count)
    for (const { name, source: of } of labels) {
      filledPixels += await copyPlanes(of, labelWriters.get(name)!, signal, count)
    }
  })
  return { path, filledPixels }
}

/** Each colour sample is written as a channel of its own. Returns the pixels that were filled in. */
async function copyPlanes(
  source: ImageSource,
  writer: RegionWriter,
  signal: AbortSignal | undefined,
  count: (pixels: number) => void,
): Promise<number> {
  const { size, dtype } = source.info
  const { samples } = size
  const written = { ...size, c: size.c * samples }
  let filledPixels = 0
  for (const piece of piecesOf(source.info)) {
    const block = await readPiece(source, piece, signal)
    filledPixels += block.filledPixels ?? 0
    for (let sample = 0; sample < samples; sample++) {
      const pixels = samples === 1 ? block.data : everyNth(block.data, sample, samples, dtype)
      const c = piece.c * samples + sample
      await writer.writeRegion(indexOfPlane(written, { ...piece, c }), piece, pixels)
    }
    count(piece.height * piece.width)
  }
  return filledPixels
}

function everyNth(
  data: PixelArray,
  first: number,
  step: number,
  dtype: ImageSource['info']['dtype'],
): PixelArray {
  const out = createPixelArray(dtype, data.length / step, 'a colour sample')
  for (let i = 0; i < out.length; i++) out[i] = data[first + i * step]!
  return out
}

function pixelsOf(size: Size): number {
  return size.t * size.c * size.z * size.height * size.width
}

function zarrImage({ info }: ImageSource, name: string, reduction: Reduction): ZarrImage {
  const { dtype, pixelSizeUm } = info
  const size = { ...info.size, c: info.size.c * info.size.samples }
  const sizes = { t: size.t, c: size.c, z: size.z, y: 2, x: 2 }
  const axes = (['t', 'c', 'z', 'y', 'x'] as const)
    .filter((axis) => sizes[axis] > 1 || info.axes.includes(axis))
    .join('')
  const channels = info.size.samples === 1 ? info.channels : sampleChannels(info)
  return { name, dtype, size, axes, pixelSizeUm, reduction, channels }
}

const sampleNames = [
  { name: 'red', color: '#ff0000' },
  { name: 'green', color: '#00ff00' },
  { name: 'blue', color: '#0000ff' },
  { name: 'alpha', color: '#ffffff' },
]

function sampleChannels({ size, channels }: ImageSource['info']): readonly ChannelInfo[] {
  const isColor = size.samples === 3 || size.samples === 4
  return channels.flatMap((channel) =>
    Array.from({ length: size.samples }, (_, i) => {
      const sample = isColor ? sampleNames[i]! : { name: `sample ${i + 1}` }
      return size.c === 1 ? sample : { ...sample, name: `${channel.name} ${sample.name}` }
    }),
  )
}

/** Raw data are never written over, nor a store while it is read. */
async function requireApart({ path }: ImageSource, target: string): Promise<void> {
  const [from, to] = await Promise.all([path, target].map(realOrResolved))
  if (from !== to && !from!.startsWith(to! + sep) && !to!.startsWith(from! + sep)) return
  throw new TouchstoneError(
    'conflict',
    `${target} cannot be written: it is the image to export, or holds it or lies inside it; choose another name.`,
    { path, target },
  )
}

/** Without symbolic links, also where the last part does not exist yet. */
async function realOrResolved(path: string): Promise<string> {
  const whole = resolve(path)
  return realpath(whole).catch(async () => {
    const folder = await realpath(dirname(whole)).catch(() => dirname(whole))
    return join(folder, basename(whole))
  })
}
