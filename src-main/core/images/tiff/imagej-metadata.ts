/**
 * ImageJ's own tags 50838 (sizes) and 50839 (values): names of slices, lookup tables of channels, the image's
 * Info text (ij.io.TiffDecoder). Whatever does not fit is left out: it never keeps an image from being read.
 */
import { isTouchstoneError } from '../../errors.ts'
import type { ChannelInfo } from '../types.ts'
import type { TiffDirectory } from './directory.ts'

const [sizesTag, valuesTag] = [50838, 50839]
const mostBytes = 16 * 2 ** 20
const longestInfo = 500
const mostInfoFacts = 40

export interface ImageJMetadata {
  /** By channel; a name only where every slice label starts with one. */
  readonly channels: readonly Partial<ChannelInfo>[]
  readonly facts: readonly { readonly name: string; readonly value: string }[]
}

const none: ImageJMetadata = { channels: [], facts: [] }

export async function readImageJMetadata(
  page: TiffDirectory,
  littleEndian: boolean,
): Promise<ImageJMetadata> {
  if (page.count(sizesTag) === 0 || page.count(valuesTag) > mostBytes) return none
  try {
    const sizes = await page.numbers(sizesTag)
    const values = await page.bytes(valuesTag)
    return sizes === undefined || values === undefined ? none : parse(sizes, values, littleEndian)
  } catch (error) {
    if (isTouchstoneError(error)) return none
    throw error
  }
}

/** A header of types and counts, then the values one after another; `sizes[0]` bytes of header. */
function parse(
  sizes: readonly number[],
  values: Uint8Array,
  littleEndian: boolean,
): ImageJMetadata {
  const headerBytes = sizes[0] ?? 0
  const view = new DataView(values.buffer, values.byteOffset, values.byteLength)
  if (headerBytes < 12 || headerBytes > values.length) return none
  const parts = new Map<string, Uint8Array[]>()
  let next = 1
  let at = headerBytes
  for (let entry = 4; entry + 8 <= headerBytes; entry += 8) {
    const name = typeName(view.getUint32(entry, littleEndian))
    const count = view.getUint32(entry + 4, littleEndian)
    const list: Uint8Array[] = []
    for (let i = 0; i < count && next < sizes.length; i++) {
      const length = sizes[next++]!
      if (at + length > values.length) return describe(parts, littleEndian)
      list.push(values.subarray(at, at + length))
      at += length
    }
    parts.set(name, list)
  }
  return describe(parts, littleEndian)
}

/** Four letters, `luts` or `info`, as a number. */
function typeName(code: number): string {
  return String.fromCharCode(code >>> 24, (code >>> 16) & 255, (code >>> 8) & 255, code & 255)
}

function describe(parts: ReadonlyMap<string, Uint8Array[]>, littleEndian: boolean): ImageJMetadata {
  const info = parts.get('info')?.[0]
  const labels = (parts.get('labl') ?? []).map((bytes) => utf16(bytes, littleEndian))
  const channels = (parts.get('luts') ?? []).map(colorOfTable)
  return {
    channels: channels.map((color) => (color === undefined ? {} : { color })),
    facts: [
      ...(labels.some((label) => label !== '')
        ? [{ name: 'First slice label', value: labels[0]!.slice(0, longestInfo) }]
        : []),
      ...(info === undefined ? [] : infoFacts(utf16(info, littleEndian))),
    ],
  }
}

/** 256 reds, greens, blues; the brightest entry names the colour. A table that falls is an inverted one. */
function colorOfTable(table: Uint8Array): string | undefined {
  if (table.length !== 768) return undefined
  const rgb = [255, 511, 767].map((place) => table[place]!)
  return `#${rgb.map((value) => value.toString(16).padStart(2, '0')).join('')}`
}

/** `key = value` lines of Info as facts; any other text as one. */
function infoFacts(info: string): { name: string; value: string }[] {
  const lines = info.split('\n').map((line) => line.trim())
  const pairs = lines.flatMap((line) => {
    const found = /^([^=:]{1,60}?)\s*[=:]\s*(.+)$/.exec(line)
    return found === null
      ? []
      : [{ name: found[1]!.trim(), value: found[2]!.slice(0, longestInfo) }]
  })
  if (pairs.length > 0) return pairs.slice(0, mostInfoFacts)
  const text = info.trim().slice(0, longestInfo)
  return text === '' ? [] : [{ name: 'Info', value: text }]
}

function utf16(bytes: Uint8Array, littleEndian: boolean): string {
  return new TextDecoder(littleEndian ? 'utf-16le' : 'utf-16be').decode(bytes)
}
