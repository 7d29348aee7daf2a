/**
 * The chain of directories of a TIFF as two arrays of numbers: where each directory stands, and of what kind
 * it is. Values are decoded when a page is touched, so fifty thousand pages cost a few megabytes.
 */
import { TouchstoneError } from '../../errors.ts'
import type { FileReader } from '../file-reader.ts'
import { createChainBytes, type ChainBytes } from './chain-bytes.ts'
import { directoryBytes, requireEntries, type TiffEncoding } from './directory.ts'
import { createPageKinds, type PageKinds } from './page-kinds.ts'

export interface PageIndex {
  readonly count: number
  /** Byte of the file where the directory of each page starts. */
  readonly offsets: Float64Array
  /** Pages of one number have equal layouts. */
  readonly kinds: Uint32Array
  /** The first page of each kind. */
  readonly firstOfKind: readonly number[]
}

/** More directories than any real stack; the chain is followed no further. */
const largestChain = 2_000_000

/**
 * TouchstoneError 'file-truncated' for a chain that leaves the file, 'format-corrupt' for one that runs in a
 * circle, an empty or absurdly long directory, or no directory at all.
 */
export async function readPageIndex(
  file: FileReader,
  encoding: TiffEncoding,
  first: number,
): Promise<PageIndex> {
  const bytes = createChainBytes(file)
  const kinds = createPageKinds(encoding)
  const seen = new Set<number>()
  const pageKinds: number[] = []
  for (let offset = first; offset !== 0;) {
    if (seen.has(offset) || seen.size >= largestChain) throw endless(file.path, seen.size, offset)
    seen.add(offset)
    bytes.step(offset)
    const read = readStep(file, encoding, bytes, kinds, offset)
    const { kind, next } = read instanceof Promise ? await read : read
    pageKinds.push(kind)
    offset = next
  }
  if (seen.size === 0) {
    throw new TouchstoneError(
      'format-corrupt',
      `${file.path} holds 0 images; at least 1 is needed.`,
      { path: file.path },
    )
  }
  return pageIndexOf(Float64Array.from(seen), Uint32Array.from(pageKinds))
}

/** Kinds are numbered in the order in which they are met. */
export function pageIndexOf(offsets: Float64Array, kinds: Uint32Array): PageIndex {
  const firstOfKind: number[] = []
  for (let page = 0; page < kinds.length; page++) {
    if (kinds[page] === firstOfKind.length) firstOfKind.push(page)
  }
  return { count: offsets.length, offsets, kinds, firstOfKind }
}

interface Step {
  readonly kind: number
  readonly next: number
}

/** At once where all bytes are there: a promise for each of many thousand pages would cost more than the work. */
function readStep(
  file: FileReader,
  encoding: TiffEncoding,
  bytes: ChainBytes,
  kinds: PageKinds,
  offset: number,
): Step | Promise<Step> {
  const { littleEndian, big } = encoding
  const countBytes = big ? 8 : 2
  const again = (loaded: Promise<void> | undefined): Step | Promise<Step> =>
    loaded === undefined
      ? readStep(file, encoding, bytes, kinds, offset)
      : loaded.then(() => readStep(file, encoding, bytes, kinds, offset))
  const head = bytes.find(offset, countBytes)
  if (head === undefined) return again(bytes.load(offset, countBytes))
  const entries = readWord(head.view, offset - head.offset, countBytes, littleEndian)
  requireEntries(file.path, offset, entries)
  const length = directoryBytes(encoding, entries)
  const block = bytes.find(offset, length)
  if (block === undefined) return again(bytes.load(offset, length))
  const kind = kinds.kindOf(block, offset + countBytes, entries, (place) =>
    bytesApart(file, bytes, place),
  )
  if (typeof kind !== 'number') return again(bytes.loadApart(kind.offset, kind.length))
  const nextBytes = big ? 8 : 4
  const nextAt = offset + length - nextBytes - block.offset
  return { kind, next: readWord(block.view, nextAt, nextBytes, littleEndian) }
}

function readWord(view: DataView, at: number, length: number, littleEndian: boolean): number {
  if (length === 2) return view.getUint16(at, littleEndian)
  if (length === 4) return view.getUint32(at, littleEndian)
  return Number(view.getBigUint64(at, littleEndian))
}

const nothing = new Uint8Array(0)

/** A value outside the file is told when the page is opened; until then it is a value like another. */
function bytesApart(
  file: FileReader,
  bytes: ChainBytes,
  { offset, length }: { readonly offset: number; readonly length: number },
): Uint8Array | undefined {
  if (!(offset + length <= file.sizeBytes)) return nothing
  const block = bytes.find(offset, length)
  return block?.bytes.subarray(offset - block.offset, offset - block.offset + length)
}

function endless(path: string, pages: number, offset: number): TouchstoneError {
  return new TouchstoneError(
    'format-corrupt',
    `${path}: directory ${pages} points back to byte ${offset}, where an earlier one stands; the file would never end.`,
    { path, offset },
  )
}
