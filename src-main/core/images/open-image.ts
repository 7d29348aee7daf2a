/**
 * Opens any image that Touchstone reads. A file is recognised by its first bytes, never by its name
 * alone; each format is one entry of the table below.
 */
import { counted } from '../counted.ts'
import { TouchstoneError } from '../errors.ts'
import { withAxes } from './axis-mapping.ts'
import { findConverters } from './conversion/find-converters.ts'
import { openFileReader } from './file-reader.ts'
import { isHdf5, openHdf5 } from './hdf5/open-hdf5.ts'
import { parseImageReference } from './image-reference.ts'
import { splitInnerPath } from './inner-path.ts'
import { isJpeg } from './jpeg/jpeg-markers.ts'
import { openJpeg } from './jpeg/open-jpeg.ts'
import { isNpy } from './npy/npy-header.ts'
import { openNpy } from './npy/open-npy.ts'
import type { OpenOptions } from './open-options.ts'
import { isPng } from './png/png-chunks.ts'
import { openPng } from './png/open-png.ts'
import { describeUnsupported, isPreviewOnly } from './recognise.ts'
import { isSequencePath } from './sequence/find-members.ts'
import { openSequence } from './sequence/open-sequence.ts'
import { isOmeCompanion, openOmeCompanion } from './tiff/open-ome-companion.ts'
import { openTiff } from './tiff/open-tiff.ts'
import { isTiff } from './tiff/open-tiff-file.ts'
import type { ImageSource } from './types.ts'

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
  { name: 'OME-XML companion files', recognise: isOmeCompanion, open: openOmeCompanion },
]

const headBytes = 512
/** Enough for the shortest header of any format. */
const shortestFile = 16

/**
 * `reference` as in `image-reference.ts`; what `given` states wins over it. The caller closes the source.
 * TouchstoneError 'file-not-found', 'file-unreadable', 'file-truncated', 'format-corrupt', 'axes-mismatch',
 * 'bad-request' (no such series), or 'format-not-supported' (which says what the file seems to be).
 */
export async function openImage(reference: string, given: OpenOptions = {}): Promise<ImageSource> {
  const { path, series: namedSeries, axes: namedAxes, drawn } = parseImageReference(reference)
  if (drawn !== undefined) {
    const { openDrawing } = await import('../imports/open-drawing.ts')
    return openDrawing(path, drawn)
  }
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
  if (found === undefined || found.isFolder) {
    const isMissing = found?.inner !== ''
    if (isMissing && isSequencePath(path)) return openSequence(path, options, openStored)
    return openFolder(path, options, isMissing)
  }
  const head = await readHead(found.outer)
  const format = isPreviewOnly(found.outer)
    ? undefined
    : formats.find(({ recognise }) => recognise(head, found.outer))
  if (format !== undefined && (found.inner === '' || format.isContainer === true)) {
    return format.open(found.outer, options, found.inner)
  }
  if (format === undefined) {
    const { openZarr, recogniseZarr } = await zarr()
    if (await recogniseZarr(path)) return openZarr(path, options)
  }
  throw found.inner === '' ? await unsupported(found.outer, head) : notFound(path)
}

/** Loaded when a folder or a zip asks for it: its schemas take longer to load than most files to open. */
const zarr = () => import('./zarr/open-zarr.ts')

/** A folder is a Zarr store or none; a path that is missing may be a part of one. */
async function openFolder(
  path: string,
  options: OpenOptions,
  isMissing: boolean,
): Promise<ImageSource> {
  const { openZarr, recogniseZarr } = await zarr()
  if (await recogniseZarr(path)) return openZarr(path, options)
  if (isMissing) throw notFound(path)
  throw new TouchstoneError(
    'format-not-supported',
    `${path} is a folder without a Zarr store, and an image is needed: a file, a Zarr folder, or a series of numbered files such as name_*.tif.`,
    { path },
  )
}

async function unsupported(path: string, head: Uint8Array): Promise<TouchstoneError> {
  if (head.length < shortestFile && /\.(tiff?|png|npy)$/i.test(path)) {
    return new TouchstoneError(
      'file-truncated',
      `${path} is truncated: at least ${shortestFile} bytes are needed and ${head.length} are there; copy or export it again.`,
      { path, neededBytes: shortestFile, sizeBytes: head.length },
    )
  }
  const readable = [...formats.map(({ name }) => name), 'Zarr'].join(', ')
  const { name, advice, isConvertible } = describeUnsupported(head, path)
  const converters = isConvertible ? (await findConverters()).map(({ program }) => program) : []
  const offer =
    converters.length === 0 ? '' : ` ${converters.join(' and ')} on this machine can convert it.`
  return new TouchstoneError(
    'format-not-supported',
    `${path} seems to be ${name}; ${readable} are read. ${advice}${offer}`,
    { path, ...(converters.length === 0 ? {} : { converters }) },
  )
}

function notFound(path: string): TouchstoneError {
  return new TouchstoneError('file-not-found', `${path} does not exist.`, { path })
}

function requireSeries({ path, info }: ImageSource, series: number | undefined): void {
  if (series === undefined || info.seriesIndex === series) return
  throw new TouchstoneError(
    'bad-request',
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
