/**
 * Opens any image that Touchstone reads. A file is recognised by its first bytes, never by its name
 * alone; each format is one entry of the table below.
 */
import { counted } from '../counted.ts'
import { TouchstoneError } from '../errors.ts'
import { withAxes } from './axis-mapping.ts'
import { openFileReader } from './file-reader.ts'
import { isHdf5, openHdf5 } from './hdf5/open-hdf5.ts'
import { parseImageReference } from './image-reference.ts'
import { splitInnerPath, type InnerPath } from './inner-path.ts'
import { isJpeg } from './jpeg/jpeg-markers.ts'
import { openJpeg } from './jpeg/open-jpeg.ts'
import { isNpy } from './npy/npy-header.ts'
import { openNpy } from './npy/open-npy.ts'
import type { OpenOptions } from './open-options.ts'
import { isPng } from './png/png-chunks.ts'
import { openPng } from './png/open-png.ts'
import { describeUnsupported } from './recognise.ts'
import { openTiff } from './tiff/open-tiff.ts'
import { isTiff } from './tiff/open-tiff-file.ts'
import type { ImageSource } from './types.ts'
import { openZarr, recogniseZarr } from './zarr/open-zarr.ts'

interface ImageFormat {
  readonly name: string
  /** `head` is the file's first bytes. */
  readonly recognise: (head: Uint8Array, path: string) => boolean
  /** `inner` is what the reference names inside the file, where it does. */
  readonly open: (path: string, options: OpenOptions, inner: string) => Promise<ImageSource>
  /** Whether a path may go on inside the file. */
  readonly isContainer?: boolean
}

const formats: readonly ImageFormat[] = [
  { name: 'TIFF', recognise: isTiff, open: openTiff },
  { name: 'PNG', recognise: isPng, open: openPng },
  { name: 'NumPy .npy', recognise: isNpy, open: openNpy },
  { name: 'JPEG', recognise: isJpeg, open: openJpeg },
  {
    name: 'HDF5 (ilastik, Imaris, BigDataViewer)',
    recognise: isHdf5,
    open: openHdf5,
    isContainer: true,
  },
]

const headBytes = 512
/** Enough for the shortest header of any format. */
const shortestFile = 16

/**
 * `reference` as in `image-reference.ts`; what `given` states wins over it. The caller closes the source.
 * TouchstoneError 'file-not-found', 'file-unreadable', 'file-truncated', 'format-corrupt', 'axes-mismatch',
 * 'not-found' (no such series), or 'format-not-supported' (which says what the file seems to be).
 */
export async function openImage(reference: string, given: OpenOptions = {}): Promise<ImageSource> {
  const { path, series: namedSeries, axes: namedAxes } = parseImageReference(reference)
  const series = given.series ?? namedSeries
  const axes = given.axes ?? namedAxes
  const source = await openStored(path, { ...given, series, axes })
  try {
    requireSeries(source, series)
    return axes === undefined ? source : withAxes(source, axes)
  } catch (error) {
    await source.close()
    throw error
  }
}

async function openStored(path: string, options: OpenOptions): Promise<ImageSource> {
  const found = await splitInnerPath(path)
  if (found !== undefined && (await mayBeZarr(found)) && (await recogniseZarr(path)))
    return openZarr(path, options)
  if (found === undefined || found.isFolder) return openFolder(path, found?.inner !== '')
  const head = await readHead(found.outer)
  const format = formats.find(({ recognise }) => recognise(head, found.outer))
  if (found.inner !== '' && format?.isContainer !== true) throw notFound(path)
  if (format !== undefined) return format.open(found.outer, options, found.inner)
  throw unsupported(found.outer, head)
}

/** A folder, or a zip; what lies inside either is for the store to say. */
async function mayBeZarr({ outer, isFolder }: InnerPath): Promise<boolean> {
  if (isFolder) return true
  const head = await readHead(outer)
  return Buffer.from(head.subarray(0, 4)).toString('latin1') === 'PK\x03\x04'
}

async function openFolder(path: string, isMissing: boolean): Promise<ImageSource> {
  if (isMissing) throw notFound(path)
  throw new TouchstoneError(
    'format-not-supported',
    `${path} is a folder, and an image file is needed.`,
    { path },
  )
}

function unsupported(path: string, head: Uint8Array): TouchstoneError {
  if (head.length < shortestFile && /\.(tiff?|png|npy)$/i.test(path)) {
    return new TouchstoneError(
      'file-truncated',
      `${path} is truncated: at least ${shortestFile} bytes are needed and ${head.length} are there; copy or export it again.`,
      { path, neededBytes: shortestFile, sizeBytes: head.length },
    )
  }
  const readable = [...formats.map(({ name }) => name), 'Zarr'].join(', ')
  return new TouchstoneError(
    'format-not-supported',
    `${path} seems to be ${describeUnsupported(head, path)}; ${readable} are read. Export it as OME-TIFF.`,
    { path },
  )
}

function notFound(path: string): TouchstoneError {
  return new TouchstoneError('file-not-found', `${path} does not exist.`, { path })
}

function requireSeries({ path, info }: ImageSource, series: number | undefined): void {
  if (series === undefined || info.seriesIndex === series) return
  throw new TouchstoneError(
    'not-found',
    `${path}: series ${series} was asked for, and it holds ${counted(info.series.length, 'image')}, counted from 0.`,
    { path, series, images: info.series.length },
  )
}

async function readHead(path: string): Promise<Uint8Array> {
  const file = await openFileReader(path)
  try {
    return await file.read(0, Math.min(headBytes, file.sizeBytes))
  } finally {
    await file.close()
  }
}
