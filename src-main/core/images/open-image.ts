/**
 * Opens any image that Touchstone reads. A file is recognised by its first bytes, never by its name
 * alone; each format is one entry of the table below.
 */
import { TouchstoneError } from '../errors.ts'
import { openFileReader } from './file-reader.ts'
import { parseImageReference } from './image-reference.ts'
import { isNpy } from './npy/npy-header.ts'
import { openNpy } from './npy/open-npy.ts'
import type { OpenOptions } from './open-options.ts'
import { isPng } from './png/png-chunks.ts'
import { openPng } from './png/open-png.ts'
import { describeUnsupported } from './recognise.ts'
import { openTiff } from './tiff/open-tiff.ts'
import { isTiff } from './tiff/open-tiff-file.ts'
import type { ImageSource } from './types.ts'

interface ImageFormat {
  readonly name: string
  readonly recognise: (head: Uint8Array, path: string) => boolean
  readonly open: (path: string, options: OpenOptions) => Promise<ImageSource>
}

const formats: readonly ImageFormat[] = [
  { name: 'TIFF', recognise: isTiff, open: openTiff },
  { name: 'PNG', recognise: isPng, open: openPng },
  { name: 'NumPy .npy', recognise: isNpy, open: openNpy },
]

const headBytes = 512
/** Enough for the shortest header of any format. */
const shortestFile = 16

/**
 * The caller closes the source. TouchstoneError 'file-not-found', 'file-unreadable',
 * 'file-truncated', 'format-corrupt', or 'format-not-supported' (which says what the file seems to be).
 */
export async function openImage(reference: string, given: OpenOptions = {}): Promise<ImageSource> {
  const { path, ...stated } = parseImageReference(reference)
  const options = { ...stated, ...given }
  const head = await readHead(path)
  const format = formats.find(({ recognise }) => recognise(head, path))
  if (format !== undefined) return format.open(path, options)
  if (head.length < shortestFile && /\.(tiff?|png|npy)$/i.test(path)) {
    throw new TouchstoneError(
      'file-truncated',
      `${path} is truncated: at least ${shortestFile} bytes are needed and ${head.length} are there; copy or export it again.`,
      { path, neededBytes: shortestFile, sizeBytes: head.length },
    )
  }
  const readable = formats.map(({ name }) => name).join(', ')
  throw new TouchstoneError(
    'format-not-supported',
    `${path} seems to be ${describeUnsupported(head, path)}; ${readable} are read. Export it as OME-TIFF.`,
    { path },
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
