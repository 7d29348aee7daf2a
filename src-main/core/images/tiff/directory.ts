/**
 * One image file directory (IFD) of a TIFF or BigTIFF. The entries are kept as the bytes they were;
 * values are decoded when asked for, so ten thousand directories cost little.
 */
import { TouchstoneError } from '../../errors.ts'
import type { FileReader } from '../file-reader.ts'

export interface TiffEncoding {
  readonly littleEndian: boolean
  readonly big: boolean
}

export interface TiffDirectory {
  readonly offset: number
  /** Offset of the next directory, 0 after the last. */
  readonly next: number
  has(tag: number): boolean
  /** Number of values, 0 where the tag is absent. */
  count(tag: number): number
  /** All values; rationals as quotients (NaN for x/0). Undefined where absent or not numeric. */
  numbers(tag: number): Promise<readonly number[] | undefined>
  /** The first value, or `otherwise` where the tag is absent. */
  number(tag: number, otherwise: number): Promise<number>
  text(tag: number): Promise<string | undefined>
  /** The values as they stand in the file; undefined where absent. */
  bytes(tag: number): Promise<Uint8Array | undefined>
}

interface Entry {
  readonly type: number
  readonly count: number
  /** Where the values stand: in the entry itself, or elsewhere in the file. */
  readonly valueAt: number
}

const bytesOfType: Readonly<Record<number, number>> = {
  1: 1,
  2: 1,
  3: 2,
  4: 4,
  5: 8,
  6: 1,
  7: 1,
  8: 2,
  9: 4,
  10: 8,
  11: 4,
  12: 8,
  13: 4,
  16: 8,
  17: 8,
  18: 8,
}

/** TouchstoneError 'file-truncated' or 'format-corrupt'. */
export async function readDirectory(
  file: FileReader,
  encoding: TiffEncoding,
  offset: number,
): Promise<TiffDirectory> {
  const { littleEndian, big } = encoding
  const countBytes = big ? 8 : 2
  const entryBytes = big ? 20 : 12
  const entries = readUnsigned(await file.read(offset, countBytes), 0, countBytes, littleEndian)
  requireEntries(file.path, offset, entries)
  const body = await file.read(offset + countBytes, entries * entryBytes + (big ? 8 : 4))
  const bodyAt = offset + countBytes

  const view = new DataView(body.buffer, body.byteOffset, body.byteLength)
  const word = (at: number): number =>
    big ? Number(view.getBigUint64(at, littleEndian)) : view.getUint32(at, littleEndian)

  function find(tag: number): Entry | undefined {
    for (let at = 0; at < entries * entryBytes; at += entryBytes) {
      if (view.getUint16(at, littleEndian) !== tag) continue
      const type = view.getUint16(at + 2, littleEndian)
      const count = word(at + 4)
      const field = at + (big ? 12 : 8)
      const isInline = count * (bytesOfType[type] ?? 1) <= (big ? 8 : 4)
      return { type, count, valueAt: isInline ? bodyAt + field : word(field) }
    }
    return undefined
  }

  async function bytes(entry: Entry): Promise<Uint8Array> {
    const length = entry.count * (bytesOfType[entry.type] ?? 1)
    const at = entry.valueAt - bodyAt
    if (at >= 0 && at + length <= body.length) return body.subarray(at, at + length)
    return file.read(entry.valueAt, length)
  }

  async function numbers(tag: number): Promise<readonly number[] | undefined> {
    const entry = find(tag)
    if (entry === undefined || entry.type === 2 || !(entry.type in bytesOfType)) return undefined
    return decodeNumbers(await bytes(entry), entry, littleEndian)
  }

  return {
    offset,
    next: readUnsigned(body, entries * entryBytes, big ? 8 : 4, littleEndian),
    has: (tag) => find(tag) !== undefined,
    count: (tag) => find(tag)?.count ?? 0,
    numbers,
    number: async (tag, otherwise) => (await numbers(tag))?.[0] ?? otherwise,
    text: async (tag) => {
      const entry = find(tag)
      if (entry === undefined || ![1, 2, 7].includes(entry.type)) return undefined
      return decodeText(await bytes(entry))
    },
    bytes: async (tag) => {
      const entry = find(tag)
      return entry === undefined ? undefined : bytes(entry)
    },
  }
}

/** A tag is a number of 16 bits and stands once. */
const mostEntries = 65_536

/** TouchstoneError 'format-corrupt' for an empty or absurdly long directory. */
export function requireEntries(path: string, offset: number, entries: number): void {
  if (entries > 0 && entries <= mostEntries) return
  throw new TouchstoneError(
    'format-corrupt',
    entries === 0
      ? `${path}: the image directory at byte ${offset} has 0 entries, and at least its width and height are needed.`
      : `${path}: the image directory at byte ${offset} states ${entries} entries, and ${mostEntries} are possible.`,
    { path, offset, entries },
  )
}

/** Count, entries and the pointer to the next directory. */
export function directoryBytes({ big }: TiffEncoding, entries: number): number {
  return big ? 8 + entries * 20 + 8 : 2 + entries * 12 + 4
}

/** Two, four or eight bytes; above 2^53 the nearest number, which no offset check lets through. */
export function readUnsigned(
  bytes: Uint8Array,
  at: number,
  length: number,
  littleEndian: boolean,
): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (length === 2) return view.getUint16(at, littleEndian)
  if (length === 4) return view.getUint32(at, littleEndian)
  return Number(view.getBigUint64(at, littleEndian))
}

function decodeNumbers(bytes: Uint8Array, entry: Entry, littleEndian: boolean): number[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const size = bytesOfType[entry.type]!
  const values = new Array<number>(entry.count)
  for (let i = 0; i < entry.count; i++) {
    values[i] = decodeNumber(view, i * size, entry.type, littleEndian)
  }
  return values
}

function decodeNumber(view: DataView, at: number, type: number, little: boolean): number {
  switch (type) {
    case 3:
      return view.getUint16(at, little)
    case 4:
    case 13:
      return view.getUint32(at, little)
    case 5:
      return view.getUint32(at, little) / view.getUint32(at + 4, little)
    case 6:
      return view.getInt8(at)
    case 8:
      return view.getInt16(at, little)
    case 9:
      return view.getInt32(at, little)
    case 10:
      return view.getInt32(at, little) / view.getInt32(at + 4, little)
    case 11:
      return view.getFloat32(at, little)
    case 12:
      return view.getFloat64(at, little)
    case 16:
    case 18:
      return Number(view.getBigUint64(at, little))
    case 17:
      return Number(view.getBigInt64(at, little))
    default:
      return view.getUint8(at)
  }
}

/** UTF-8 where valid, else Latin-1 (old ImageJ writes the micro sign as one byte). */
function decodeText(bytes: Uint8Array): string {
  const end = bytes.indexOf(0)
  const text = end < 0 ? bytes : bytes.subarray(0, end)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(text)
  } catch {
    return Buffer.from(text).toString('latin1')
  }
}
