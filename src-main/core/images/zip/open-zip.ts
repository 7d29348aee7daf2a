/**
 * A zip opened for reading entries at random. Stored entries are read in part straight from the file;
 * deflated ones are unpacked, to exactly the size that the list of entries states.
 */
import { crc32 } from 'node:zlib'
import { TouchstoneError } from '../../errors.ts'
import { openFileReader, type FileReader } from '../file-reader.ts'
import { DamagedChunk } from '../zarr/codecs/damaged-chunk.ts'
import { inflate } from '../zarr/codecs/inflate.ts'
import { corrupt, readZipDirectory, uint16, uint32, type ZipEntry } from './zip-directory.ts'

export interface ZipArchive {
  readonly path: string
  find(name: string): ZipEntry | undefined
  namesEndingIn(lastParts: readonly string[]): readonly string[]
  names(): readonly string[]
  /** All of an entry. TouchstoneError 'file-too-large' above `limitBytes`. */
  read(entry: ZipEntry, limitBytes: number): Promise<Uint8Array>
  /** A part of an entry; TouchstoneError 'file-truncated' beyond its end. */
  readRange(entry: ZipEntry, offset: number, length: number): Promise<Uint8Array>
  close(): Promise<void>
}

const localHeaderBytes = 30
/** Deflate reaches 1032 at most. */
const largestRatio = 1100
const methods = new Map([
  [0, 'stored'],
  [8, 'deflate'],
  [93, 'zstd'],
] as const)
/** Entries up to this size are unpacked as a whole when a part is asked for, and the last one is kept. */
const largestUnpackedBytes = 2 ** 30
const largestKeptBytes = 64 * 2 ** 20

export function isZip(head: Uint8Array): boolean {
  const start = head.length < 4 ? 0 : uint32(head, 0)
  return start === 0x04034b50 || start === 0x06054b50
}

/** TouchstoneErrors as `openFileReader` and `readZipDirectory`. */
export async function openZip(path: string): Promise<ZipArchive> {
  const file = await openFileReader(path)
  try {
    return await archiveOf(file)
  } catch (error) {
    await file.close()
    throw error
  }
}

async function archiveOf(file: FileReader): Promise<ZipArchive> {
  const { path } = file
  const directory = await readZipDirectory(file)
  let kept: { readonly headerOffset: number; readonly bytes: Uint8Array } | undefined

  /** The entry's own header has to agree with the list, or one of them leads astray. */
  async function dataOffset(entry: ZipEntry): Promise<number> {
    requireReadable(path, entry)
    const { headerOffset, name } = entry
    if (headerOffset + localHeaderBytes > directory.offset) {
      throw corrupt(path, `${name} is stated to start at byte ${headerOffset}, behind all entries`)
    }
    const header = await file.read(headerOffset, localHeaderBytes)
    const nameBytes = uint16(header, 26)
    const start = headerOffset + localHeaderBytes + nameBytes + uint16(header, 28)
    const own = await file.read(headerOffset + localHeaderBytes, nameBytes)
    const agrees =
      uint32(header, 0) === 0x04034b50 &&
      uint16(header, 8) === entry.method &&
      new TextDecoder().decode(own) === name
    if (!agrees) throw corrupt(path, `${name} is listed, and its own header is of something else`)
    if (start + entry.storedBytes > directory.offset) {
      throw corrupt(
        path,
        `${name} is stated to end behind byte ${directory.offset}, where entries end`,
      )
    }
    return start
  }

  async function read(entry: ZipEntry, limitBytes: number): Promise<Uint8Array> {
    requireLimit(path, entry, limitBytes)
    const stored = await file.read(await dataOffset(entry), entry.storedBytes)
    const bytes = unpack(path, entry, stored)
    if (crc32(bytes) !== entry.crc32) {
      throw corrupt(path, `${entry.name} does not have the checksum that is listed`)
    }
    return bytes
  }

  async function readRange(entry: ZipEntry, offset: number, length: number): Promise<Uint8Array> {
    if (!(offset >= 0 && offset + length <= entry.sizeBytes)) {
      throw new TouchstoneError(
        'file-truncated',
        `${path}: ${offset + length} bytes of ${entry.name} are needed and ${entry.sizeBytes} are there; copy or export it again.`,
        { path, name: entry.name, sizeBytes: entry.sizeBytes },
      )
    }
    if (entry.method === 0) return file.read((await dataOffset(entry)) + offset, length)
    const { headerOffset } = entry
    const bytes =
      kept?.headerOffset === headerOffset ? kept.bytes : await read(entry, largestUnpackedBytes)
    if (bytes.length <= largestKeptBytes) kept = { headerOffset, bytes }
    return bytes.slice(offset, offset + length)
  }

  return {
    path,
    find: directory.find,
    namesEndingIn: directory.namesEndingIn,
    names: directory.names,
    read,
    readRange,
    close: () => file.close(),
  }
}

function unpack(path: string, entry: ZipEntry, stored: Uint8Array): Uint8Array {
  const method = methods.get(entry.method as 0)
  if (method === 'stored') return stored
  try {
    const bytes = inflate(method === 'deflate' ? 'deflate' : 'zstd', stored, entry.sizeBytes)
    if (bytes.length === entry.sizeBytes) return bytes
    throw new DamagedChunk(`it unpacks to ${bytes.length} bytes, and ${entry.sizeBytes} are stated`)
  } catch (error) {
    if (!(error instanceof DamagedChunk)) throw error
    throw corrupt(path, `${entry.name}: ${error.message}`)
  }
}

function requireReadable(path: string, entry: ZipEntry): void {
  const { name, method, isEncrypted, sizeBytes, storedBytes } = entry
  if (isEncrypted || !methods.has(method as 0)) {
    throw new TouchstoneError(
      'unsupported-encoding',
      `${path}: ${name} is ${isEncrypted ? 'encrypted' : `packed with method ${method}`}; stored and deflated entries are read. Zip the store again.`,
      { path, name, method },
    )
  }
  const isPossible =
    method === 0
      ? sizeBytes === storedBytes
      : method !== 8 || sizeBytes <= storedBytes * largestRatio
  if (!isPossible) {
    throw corrupt(path, `${name} states ${sizeBytes} bytes, which ${storedBytes} cannot hold`)
  }
}

function requireLimit(
  path: string,
  { name, sizeBytes, storedBytes }: ZipEntry,
  limit: number,
): void {
  const bytes = Math.max(sizeBytes, storedBytes)
  if (bytes <= limit) return
  throw new TouchstoneError(
    'file-too-large',
    `${path}: ${name} has ${bytes} bytes, and what it holds can have at most ${limit}.`,
    { path, name, bytes, limit },
  )
}
