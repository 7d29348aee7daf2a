/**
 * The list of entries at the end of a zip (APPNOTE.TXT 6.3.10, sections 4.3.12 to 4.3.16, zip64 included).
 * Names are found through a table of hashes over the list's own bytes: a store may have a million chunks.
 */
import { TouchstoneError } from '../../errors.ts'
import type { FileReader } from '../file-reader.ts'

export interface ZipEntry {
  readonly name: string
  /** 0 stored, 8 deflate, 93 zstd. */
  readonly method: number
  readonly isEncrypted: boolean
  readonly crc32: number
  readonly storedBytes: number
  readonly sizeBytes: number
  /** Where the entry's own header starts. */
  readonly headerOffset: number
}

export interface ZipDirectory {
  readonly count: number
  /** Where the list starts: entries lie before it. */
  readonly offset: number
  /** The last entry of that name: writers that append replace what was there. */
  find(name: string): ZipEntry | undefined
  /** Names whose last part is one of `lastParts`. */
  namesEndingIn(lastParts: readonly string[]): readonly string[]
  /** Each once, in the order of the list. */
  names(): readonly string[]
}

const recordBytes = 46
const largestDirectoryBytes = 512 * 2 ** 20
const zip64Limit = 0xffffffff

/** TouchstoneError 'format-corrupt', 'file-truncated', 'not-allowed' for names with `..`, 'file-too-large'. */
export async function readZipDirectory(file: FileReader): Promise<ZipDirectory> {
  const { offset, length, count } = await findDirectory(file)
  if (length > largestDirectoryBytes) {
    throw new TouchstoneError(
      'file-too-large',
      `${file.path} lists its entries in ${length} bytes, and ${largestDirectoryBytes} is the limit; unpack it and open the folder.`,
      { path: file.path, length },
    )
  }
  const bytes = await file.read(offset, length)
  const places = placesOf(file.path, bytes, count)
  const table = hashTable(bytes, places)
  const mask = table.length - 1

  function find(name: string): ZipEntry | undefined {
    const wanted = new TextEncoder().encode(name)
    for (
      let slot = hashOf(wanted, 0, wanted.length) & mask;
      table[slot] !== 0;
      slot++, slot &= mask
    ) {
      const place = places[table[slot]! - 1]!
      if (isNamed(bytes, place, wanted)) return entryAt(file.path, bytes, place)
    }
    return undefined
  }

  function namesEndingIn(lastParts: readonly string[]): readonly string[] {
    const endings = lastParts.map((part) => new TextEncoder().encode(part))
    const found = new Set<string>()
    for (const place of places) {
      const start = place + recordBytes
      const end = start + uint16(bytes, place + 28)
      if (endings.some((ending) => endsIn(bytes, start, end, ending))) {
        found.add(nameBetween(bytes, start, end))
      }
    }
    return [...found]
  }

  function names(): readonly string[] {
    const found = new Set<string>()
    for (const place of places) {
      const start = place + recordBytes
      found.add(nameBetween(bytes, start, start + uint16(bytes, place + 28)))
    }
    return [...found]
  }

  return { count, offset, find, namesEndingIn, names }
}

/** Where each record starts. Every name is checked here, so that none can lead out of the archive later. */
function placesOf(path: string, bytes: Uint8Array, count: number): Uint32Array {
  if (count > bytes.length / recordBytes) {
    throw corrupt(path, `it states ${count} entries, which ${bytes.length} bytes cannot list`)
  }
  const places = new Uint32Array(count)
  let at = 0
  for (let i = 0; i < count; i++) {
    if (at + recordBytes > bytes.length || uint32(bytes, at) !== 0x02014b50) {
      throw corrupt(path, `entry ${i + 1} of ${count} is not where its list says`)
    }
    const nameBytes = uint16(bytes, at + 28)
    const next = at + recordBytes + nameBytes + uint16(bytes, at + 30) + uint16(bytes, at + 32)
    if (next > bytes.length) throw corrupt(path, `entry ${i + 1} of ${count} leaves the list`)
    requireInsideName(path, bytes, at + recordBytes, at + recordBytes + nameBytes)
    places[i] = at
    at = next
  }
  return places
}

/** Open addressing; holds numbers of places plus 1. Later entries stand before earlier ones of that name. */
function hashTable(bytes: Uint8Array, places: Uint32Array): Uint32Array {
  let size = 16
  while (size < places.length * 2) size *= 2
  const table = new Uint32Array(size)
  for (let i = places.length - 1; i >= 0; i--) {
    const start = places[i]! + recordBytes
    let slot = hashOf(bytes, start, start + uint16(bytes, places[i]! + 28)) & (size - 1)
    while (table[slot] !== 0) slot = (slot + 1) & (size - 1)
    table[slot] = i + 1
  }
  return table
}

/** FNV-1a, mixed once more so that its low bits depend on all. */
function hashOf(bytes: Uint8Array, start: number, end: number): number {
  let hash = 0x811c9dc5
  for (let i = start; i < end; i++) hash = Math.imul(hash ^ bytes[i]!, 0x01000193)
  return (hash ^ (hash >>> 15)) >>> 0
}

function isNamed(bytes: Uint8Array, place: number, wanted: Uint8Array): boolean {
  if (uint16(bytes, place + 28) !== wanted.length) return false
  const start = place + recordBytes
  return wanted.every((byte, i) => byte === bytes[start + i])
}

function endsIn(bytes: Uint8Array, start: number, end: number, part: Uint8Array): boolean {
  const from = end - part.length
  if (from < start || (from > start && bytes[from - 1] !== slash)) return false
  return part.every((byte, i) => byte === bytes[from + i])
}

function entryAt(path: string, bytes: Uint8Array, place: number): ZipEntry {
  const nameEnd = place + recordBytes + uint16(bytes, place + 28)
  const sizes = {
    sizeBytes: uint32(bytes, place + 24),
    storedBytes: uint32(bytes, place + 20),
    headerOffset: uint32(bytes, place + 42),
  }
  let wide = zip64Field(bytes, nameEnd, nameEnd + uint16(bytes, place + 30))
  for (const key of ['sizeBytes', 'storedBytes', 'headerOffset'] as const) {
    if (sizes[key] !== zip64Limit) continue
    if (wide === undefined || wide.length < 8)
      throw corrupt(path, 'an entry lacks its 64-bit sizes')
    sizes[key] = uint64(wide, 0)
    wide = wide.subarray(8)
  }
  return {
    name: nameBetween(bytes, place + recordBytes, nameEnd),
    method: uint16(bytes, place + 10),
    isEncrypted: (uint16(bytes, place + 8) & 1) !== 0,
    crc32: uint32(bytes, place + 16),
    ...sizes,
  }
}

/** The extra field 1 of an entry, which holds what does not fit into 32 bits. */
function zip64Field(bytes: Uint8Array, start: number, end: number): Uint8Array | undefined {
  for (let at = start; at + 4 <= end; at += 4 + uint16(bytes, at + 2)) {
    if (uint16(bytes, at) !== 1) continue
    return bytes.subarray(at + 4, Math.min(end, at + 4 + uint16(bytes, at + 2)))
  }
  return undefined
}

const slash = 0x2f
const dot = 0x2e

function requireInsideName(path: string, bytes: Uint8Array, start: number, end: number): void {
  let leaves = bytes[start] === slash && end > start
  for (let part = start; part + 1 < end && !leaves;) {
    const next = bytes.indexOf(slash, part)
    const partEnd = next < 0 || next > end ? end : next
    leaves = partEnd - part === 2 && bytes[part] === dot && bytes[part + 1] === dot
    part = partEnd + 1
  }
  if (!leaves) return
  const name = nameBetween(bytes, start, Math.min(end, start + 200))
  throw new TouchstoneError(
    'not-allowed',
    `${path} has an entry ${JSON.stringify(name)}, which leads out of the archive; it is refused.`,
    { path, name },
  )
}

async function findDirectory(
  file: FileReader,
): Promise<{ readonly offset: number; readonly length: number; readonly count: number }> {
  const tailBytes = Math.min(file.sizeBytes, 22 + 0xffff)
  const tailOffset = file.sizeBytes - tailBytes
  const tail = await file.read(tailOffset, tailBytes)
  const at = endRecordIn(tail)
  if (at < 0) {
    throw new TouchstoneError(
      'file-truncated',
      `${file.path} is a zip without the list of its entries, which stands at its end: the file was cut off; copy or export it again.`,
      { path: file.path, sizeBytes: file.sizeBytes },
    )
  }
  const found = {
    disk: uint16(tail, at + 4),
    count: uint16(tail, at + 10),
    length: uint32(tail, at + 12),
    offset: uint32(tail, at + 16),
    end: tailOffset + at,
  }
  const isWide =
    found.count === 0xffff || found.length === zip64Limit || found.offset === zip64Limit
  const directory = isWide ? await wideDirectory(file, found) : found
  if (found.disk !== 0 && found.disk !== 0xffff) {
    throw new TouchstoneError(
      'format-not-supported',
      `${file.path} is one of several parts of a zip; join them into one file.`,
      { path: file.path },
    )
  }
  const { offset, length, end } = directory
  if (offset + length > end) {
    throw corrupt(
      file.path,
      `its list of entries is stated to end at byte ${offset + length} and has to end before ${end}`,
    )
  }
  return directory
}

/** The last record whose comment reaches exactly to the end of the file. */
function endRecordIn(tail: Uint8Array): number {
  for (let at = tail.length - 22; at >= 0; at--) {
    if (uint32(tail, at) === 0x06054b50 && at + 22 + uint16(tail, at + 20) === tail.length)
      return at
  }
  return -1
}

interface Directory {
  readonly offset: number
  readonly length: number
  readonly count: number
  /** What follows the list. */
  readonly end: number
}

async function wideDirectory(file: FileReader, narrow: Directory): Promise<Directory> {
  if (narrow.end < 20) return narrow
  const locator = await file.read(narrow.end - 20, 20)
  if (uint32(locator, 0) !== 0x07064b50) return narrow
  const end = uint64(locator, 8)
  const record = await file.read(end, 56)
  if (uint32(record, 0) !== 0x06064b50) throw corrupt(file.path, 'its zip64 record is missing')
  return { count: uint64(record, 32), length: uint64(record, 40), offset: uint64(record, 48), end }
}

function nameBetween(bytes: Uint8Array, start: number, end: number): string {
  return new TextDecoder().decode(bytes.subarray(start, end))
}

export function corrupt(path: string, what: string): TouchstoneError {
  return new TouchstoneError(
    'format-corrupt',
    `${path} is damaged: ${what}; copy or export it again.`,
    { path },
  )
}

export function uint16(bytes: Uint8Array, at: number): number {
  return bytes[at]! | (bytes[at + 1]! << 8)
}

export function uint32(bytes: Uint8Array, at: number): number {
  return (uint16(bytes, at) | (uint16(bytes, at + 2) << 16)) >>> 0
}

function uint64(bytes: Uint8Array, at: number): number {
  return uint32(bytes, at) + uint32(bytes, at + 4) * 2 ** 32
}
