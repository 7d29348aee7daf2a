/** The header of a TIFF or BigTIFF and the list of its pages. */
import { isTouchstoneError, TouchstoneError } from '../../errors.ts'
import { openFileReader, type FileReader } from '../file-reader.ts'
import { readDirectory, readUnsigned, type TiffDirectory, type TiffEncoding } from './directory.ts'
import { keepPageIndex, loadPageIndex, shortestKeptChain } from './index-cache.ts'
import { readPageIndex, type PageIndex } from './page-index.ts'
import { readPageLayout, type PageLayout } from './page-layout.ts'

export interface TiffFile {
  readonly file: FileReader
  readonly encoding: TiffEncoding
  /** The main chain, in file order; subdirectories are not in it. */
  readonly pages: PageIndex
  /** Of a page of the main chain, counted from 0. */
  directory(page: number): Promise<TiffDirectory>
  /** Errors as `readPageLayout`; read once for all pages of a kind. */
  layout(page: number): Promise<PageLayout>
}

export interface TiffFileOptions {
  /** Where lists of pages of long stacks are kept. */
  readonly indexCacheDir?: string | undefined
  /** In place of `openFileReader`. */
  readonly open?: ((path: string) => Promise<FileReader>) | undefined
}

export function isTiff(head: Uint8Array): boolean {
  return tiffEncoding(head) !== undefined
}

/**
 * Opens the file and lists all directories, not their values. TouchstoneError 'file-truncated',
 * 'format-corrupt' (a chain that runs in a circle), or those of `openFileReader`.
 */
export async function openTiffFile(path: string, options: TiffFileOptions = {}): Promise<TiffFile> {
  const file = await (options.open ?? openFileReader)(path)
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
    return tiffFile(file, encoding, await findPages(file, encoding, first, options.indexCacheDir))
  } catch (error) {
    await file.close()
    throw error
  }
}

async function findPages(
  file: FileReader,
  encoding: TiffEncoding,
  first: number,
  indexCacheDir: string | undefined,
): Promise<PageIndex> {
  const kept = indexCacheDir && (await loadPageIndex(indexCacheDir, file, encoding))
  if (kept !== undefined && kept !== '' && kept.offsets[0] === first) return kept
  const pages = await readPageIndex(file, encoding, first).catch(async (error: unknown) => {
    await requireReadableStart(file, encoding, first)
    throw error
  })
  if (indexCacheDir !== undefined && pages.count >= shortestKeptChain) {
    await keepPageIndex(indexCacheDir, file, pages)
  }
  return pages
}

/** Where the first image is of a kind that is not read, that is what to say, however the file ends. */
async function requireReadableStart(
  file: FileReader,
  encoding: TiffEncoding,
  first: number,
): Promise<void> {
  try {
    await readPageLayout(file.path, await readDirectory(file, encoding, first))
  } catch (error) {
    if (isTouchstoneError(error) && error.code === 'unsupported-encoding') throw error
  }
}

function tiffFile(file: FileReader, encoding: TiffEncoding, pages: PageIndex): TiffFile {
  const layouts = new Map<number, Promise<PageLayout>>()
  const directory = (page: number): Promise<TiffDirectory> =>
    readDirectory(file, encoding, pages.offsets[page]!)
  return {
    file,
    encoding,
    pages,
    directory,
    layout(page) {
      const kind = pages.kinds[page]!
      let layout = layouts.get(kind)
      if (layout === undefined) {
        layout = directory(page).then((first) => readPageLayout(file.path, first))
        layout.catch(() => layouts.delete(kind))
        layouts.set(kind, layout)
      }
      return layout
    },
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
