/**
 * Pages whose entries about the arrangement of pixels are equal, byte by byte, are of one kind. Fifty thousand
 * pages are told apart by numbers, without an object for any of them.
 */
import type { TiffEncoding } from './directory.ts'
import { tag } from './tags.ts'

/** Bytes that contain a directory, and the file's offset of the first of them. */
export interface Block {
  readonly offset: number
  readonly bytes: Uint8Array
  readonly view: DataView
}

export interface PageKinds {
  /**
   * Number of the kind of the directory whose entries start at byte `bodyAt` of the file, inside `block`.
   * `apart` gives bytes from anywhere, empty where the file has none, undefined where they must be fetched first.
   */
  kindOf(
    block: Block,
    bodyAt: number,
    entries: number,
    apart: (place: MissingBytes) => Uint8Array | undefined,
  ): number | MissingBytes
  /** How many kinds were met. */
  readonly count: number
}

/** Values that stand apart from their directory and are needed to compare it. */
export interface MissingBytes {
  readonly offset: number
  readonly length: number
}

/** All that `readPageLayout` looks at; what only says where pixels stand, or is told to people, is left out. */
const layoutTags: ReadonlySet<number> = new Set([
  tag.imageWidth,
  tag.imageLength,
  tag.bitsPerSample,
  tag.compression,
  tag.photometric,
  tag.fillOrder,
  tag.samplesPerPixel,
  tag.rowsPerStrip,
  tag.planarConfiguration,
  292, // T4Options
  293, // T6Options
  tag.predictor,
  tag.tileWidth,
  tag.tileLength,
  tag.extraSamples,
  tag.sampleFormat,
  347, // JPEGTables
  tag.yCbCrSubSampling,
  tag.imageDepth,
  tag.tileDepth,
  50674, // LercParameters
])
/** Tags of which only the number of values counts: a page with copies inside is another kind than one without. */
const countedTags: ReadonlySet<number> = new Set<number>([tag.subIfds])

const valueBytes = [1, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4, 1, 1, 8, 8, 8]
/** Of a value with thousands of numbers (bits of each sample), the start tells pages apart. */
const mostComparedBytes = 4096

type Apart = (place: MissingBytes) => Uint8Array | undefined

interface Kept {
  readonly kind: number
  readonly entries: number
  readonly body: Uint8Array
  readonly compared: Uint8Array
  /** By place of the entry. */
  readonly apart: ReadonlyMap<number, Uint8Array>
}

export function createPageKinds({ littleEndian, big }: TiffEncoding): PageKinds {
  const entryBytes = big ? 20 : 12
  const inlineBytes = big ? 8 : 4
  const fieldAt = big ? 12 : 8
  const known = new Map<string, number>()
  let last: Kept | undefined

  /** Whether the directory differs from the one before only in places and texts. Plain loop: millions of bytes. */
  function equalsLast(
    { bytes, view }: Block,
    at: number,
    entries: number,
    apart: Apart,
  ): boolean | MissingBytes {
    if (last === undefined || last.entries !== entries) return false
    const { body, compared } = last
    for (let b = 0; b < body.length; b++)
      if (compared[b] !== 0 && bytes[at + b] !== body[b]) return false
    for (const [i, kept] of last.apart) {
      const place = placeApart(view, at + i * entryBytes)
      const found = apart(place)
      if (found === undefined) return place
      if (Buffer.compare(found, kept) !== 0) return false
    }
    return true
  }

  /** 1 for each byte of the entries that makes a page another kind. */
  function comparedBytes({ view }: Block, at: number, entries: number): Uint8Array {
    const compared = new Uint8Array(entries * entryBytes)
    for (let i = 0; i < entries; i++) {
      const from = i * entryBytes
      const number = view.getUint16(at + from, littleEndian)
      const isInline = lengthOf(view, at + from) <= inlineBytes
      const length = layoutTags.has(number)
        ? isInline
          ? entryBytes
          : fieldAt
        : countedTags.has(number)
          ? fieldAt
          : 2
      compared.fill(1, from, from + length)
    }
    return compared
  }

  function placeApart(view: DataView, at: number): MissingBytes {
    return {
      offset: readWord(view, at + fieldAt),
      length: Math.min(lengthOf(view, at), mostComparedBytes),
    }
  }

  function lengthOf(view: DataView, at: number): number {
    const size = valueBytes[view.getUint16(at + 2, littleEndian)] ?? 1
    return size * readWord(view, at + 4)
  }

  function readWord(view: DataView, at: number): number {
    return big ? Number(view.getBigUint64(at, littleEndian)) : view.getUint32(at, littleEndian)
  }

  /** All that is compared as text, and the values that stand apart. */
  function describe(
    { bytes, view }: Block,
    at: number,
    entries: number,
    apart: Apart,
  ): { key: string; apart: Map<number, Uint8Array> } | MissingBytes {
    const values = new Map<number, Uint8Array>()
    let key = ''
    for (let i = 0; i < entries; i++) {
      const from = at + i * entryBytes
      const number = view.getUint16(from, littleEndian)
      if (countedTags.has(number)) key += `${number}x${readWord(view, from + 4)};`
      if (!layoutTags.has(number)) continue
      const isInline = lengthOf(view, from) <= inlineBytes
      key += latin1(bytes.subarray(from, from + (isInline ? entryBytes : fieldAt)))
      if (isInline) continue
      const place = placeApart(view, from)
      const found = apart(place)
      if (found === undefined) return place
      values.set(i, found)
      key += latin1(found)
    }
    return { key, apart: values }
  }

  return {
    get count() {
      return known.size
    },
    kindOf(block, bodyAt, entries, apart) {
      const at = bodyAt - block.offset
      const equal = equalsLast(block, at, entries, apart)
      if (equal === true) return last!.kind
      if (equal !== false) return equal
      const described = describe(block, at, entries, apart)
      if (!('key' in described)) return described
      const kind = known.get(described.key) ?? known.size
      known.set(described.key, kind)
      const body = block.bytes.slice(at, at + entries * entryBytes)
      const compared = comparedBytes(block, at, entries)
      last = { kind, entries, body, compared, apart: described.apart }
      return kind
    },
  }
}

function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1')
}
