/**
 * Lists of pages of long stacks, kept in a folder so that the second opening need not follow the chain. A list is
 * believed only while size, time and first bytes of the file are the same and some of its pages still follow each
 * other; a damaged or foreign one is as good as none.
 */
import { createHash, randomBytes } from 'node:crypto'
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { isTouchstoneError } from '../../errors.ts'
import type { FileReader } from '../file-reader.ts'
import { readDirectory, type TiffEncoding } from './directory.ts'
import { pageIndexOf, type PageIndex } from './page-index.ts'

/** Shorter chains are read as fast as their list would be. */
export const shortestKeptChain = 1000
const magic = Buffer.from('touchstone-tiff-pages-1\n', 'latin1')
const digestBytes = 32
const bytesPerPage = 8 + 4

/** Undefined where nothing fits. Never throws for what stands in the folder. */
export async function loadPageIndex(
  folder: string,
  file: FileReader,
  encoding: TiffEncoding,
): Promise<PageIndex | undefined> {
  const bytes = await readFile(placeOf(folder, file.path)).catch(() => undefined)
  if (bytes === undefined) return undefined
  const head = await headOf(file)
  const index = parse(bytes, head)
  return index !== undefined && (await stillFollow(file, encoding, index)) ? index : undefined
}

/** Written under another name first; a folder that cannot be written to is no error, opening just stays slow. */
export async function keepPageIndex(
  folder: string,
  file: FileReader,
  index: PageIndex,
): Promise<void> {
  const place = placeOf(folder, file.path)
  const passing = `${place}.${randomBytes(6).toString('hex')}.part`
  try {
    await mkdir(folder, { recursive: true })
    await writeFile(passing, format(await headOf(file), index))
    await rename(passing, place)
  } catch (error) {
    await rm(passing, { force: true }).catch(() => undefined)
    if (isTouchstoneError(error)) throw error
  }
}

function placeOf(folder: string, path: string): string {
  return join(folder, `${createHash('sha256').update(path).digest('hex').slice(0, 32)}.pages`)
}

/** What the list depends on: magic, size and time of the file, and a digest of path and first bytes. */
async function headOf(file: FileReader): Promise<Buffer> {
  const numbers = Buffer.alloc(2 * 8)
  numbers.writeDoubleLE(file.sizeBytes, 0)
  numbers.writeDoubleLE(file.modifiedMs ?? 0, 8)
  const start = await file.read(0, Math.min(4096, file.sizeBytes))
  const digest = createHash('sha256').update(file.path).update('\0').update(start).digest()
  return Buffer.concat([magic, numbers, digest])
}

function format(head: Buffer, { count, offsets, kinds }: PageIndex): Buffer {
  const counted = Buffer.alloc(8)
  counted.writeDoubleLE(count, 0)
  const body = Buffer.concat([head, counted, bytesOf(offsets), bytesOf(kinds)])
  return Buffer.concat([body, createHash('sha256').update(body).digest()])
}

function parse(bytes: Buffer, head: Buffer): PageIndex | undefined {
  if (bytes.length < head.length + 8 + digestBytes) return undefined
  if (!bytes.subarray(0, head.length).equals(head)) return undefined
  const body = bytes.subarray(0, bytes.length - digestBytes)
  const digest = createHash('sha256').update(body).digest()
  if (!bytes.subarray(body.length).equals(digest)) return undefined
  const count = body.readDoubleLE(head.length)
  const start = head.length + 8
  if (start + count * bytesPerPage !== body.length) return undefined
  // copies: the numbers must stand on multiples of their size
  const offsets = new Float64Array(copyOf(body, start, count * 8))
  const kinds = new Uint32Array(copyOf(body, start + count * 8, count * 4))
  return pageIndexOf(offsets, kinds)
}

/** First and last pages and some between them, against the file itself. */
async function stillFollow(
  file: FileReader,
  encoding: TiffEncoding,
  { count, offsets }: PageIndex,
): Promise<boolean> {
  const pages = [0, Math.floor(count / 3), Math.floor(count / 2), count - 2, count - 1]
  try {
    for (const page of pages) {
      const directory = await readDirectory(file, encoding, offsets[page]!)
      if (directory.next !== (offsets[page + 1] ?? 0)) return false
    }
    return true
  } catch (error) {
    if (isTouchstoneError(error) && error.code !== 'file-unreadable') return false
    throw error
  }
}

function bytesOf(numbers: Float64Array | Uint32Array): Uint8Array {
  return new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength)
}

function copyOf(bytes: Buffer, at: number, length: number): ArrayBuffer {
  return new Uint8Array(bytes.subarray(at, at + length)).buffer
}
