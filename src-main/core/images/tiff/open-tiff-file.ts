/** The header of a TIFF or BigTIFF and the chain of its directories. */
import { TouchstoneError } from '../../errors.ts'
import { openFileReader, type FileReader } from '../file-reader.ts'
import { readDirectory, readUnsigned, type TiffDirectory, type TiffEncoding } from './directory.ts'

export interface TiffFile {
  readonly file: FileReader
  readonly encoding: TiffEncoding
  /** The main chain, in file order; subdirectories are not in it. */
  readonly directories: readonly TiffDirectory[]
}

/** More directories than any real stack; the chain is followed no further. */
const largestChain = 2_000_000

export function isTiff(head: Uint8Array): boolean {
  return tiffEncoding(head) !== undefined
}

/**
 * Opens the file and reads all directories, not their values. TouchstoneError 'file-truncated',
 * 'format-corrupt' (a chain that runs in a circle), or those of `openFileReader`.
 */
export async function openTiffFile(path: string): Promise<TiffFile> {
  const file = await openFileReader(path)
  try {
    const head = await file.read(0, Math.min(16, Math.max(8, file.sizeBytes)))
    const encoding = tiffEncoding(head)
    if (encoding === undefined) {
      throw new TouchstoneError('format-corrupt', `${path} does not start like a TIFF file.`, {
        path,
      })
    }
    const first = encoding.big
      ? readUnsigned(await file.read(8, 8), 0, 8, encoding.littleEndian)
      : readUnsigned(head, 4, 4, encoding.littleEndian)
    return { file, encoding, directories: await readChain(file, encoding, first) }
  } catch (error) {
    await file.close()
    throw error
  }
}

function tiffEncoding(head: Uint8Array): TiffEncoding | undefined {
  const start = Buffer.from(head.subarray(0, 4)).toString('latin1')
  if (start === 'II*\0') return { littleEndian: true, big: false }
  if (start === 'MM\0*') return { littleEndian: false, big: false }
  if (start === 'II+\0') return { littleEndian: true, big: true }
  if (start === 'MM\0+') return { littleEndian: false, big: true }
  return undefined
}

async function readChain(
  file: FileReader,
  encoding: TiffEncoding,
  first: number,
): Promise<TiffDirectory[]> {
  const directories: TiffDirectory[] = []
  const seen = new Set<number>()
  for (let offset = first; offset !== 0;) {
    if (seen.has(offset) || directories.length >= largestChain) {
      throw new TouchstoneError(
        'format-corrupt',
        `${file.path}: directory ${directories.length} points back to byte ${offset}, where an earlier one stands; the file would never end.`,
        { path: file.path, offset },
      )
    }
    seen.add(offset)
    const directory = await readDirectory(file, encoding, offset)
    directories.push(directory)
    offset = directory.next
  }
  if (directories.length === 0) {
    throw new TouchstoneError(
      'format-corrupt',
      `${file.path} holds 0 images; at least 1 is needed.`,
      {
        path: file.path,
      },
    )
  }
  return directories
}
