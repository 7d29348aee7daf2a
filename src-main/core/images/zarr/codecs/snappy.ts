/** The Snappy block format (format_description.txt of google/snappy), every copy checked. */
import { DamagedChunk } from './damaged-chunk.ts'
import { copyBack } from './lz4.ts'

/** Fills `out` exactly; DamagedChunk otherwise. */
export function decodeSnappy(stored: Uint8Array, out: Uint8Array): void {
  const { start, length: stated } = readVarint(stored)
  let from = start
  if (stated !== out.length) {
    throw new DamagedChunk(`Snappy data state ${stated} bytes, and ${out.length} are needed`)
  }
  const need = (bytes: number): void => {
    if (from + bytes > stored.length) throw new DamagedChunk('Snappy data end early')
  }
  let at = 0
  while (from < stored.length) {
    const tag = stored[from++]!
    let length = (tag >> 2) + 1
    if ((tag & 3) === 0) {
      const extra = length - 60
      if (extra > 0) {
        need(extra)
        length = littleEndian(stored, from, extra) + 1
        from += extra
      }
      need(length)
      if (at + length > out.length) throw tooLong(out.length)
      if (length > 24) {
        out.set(stored.subarray(from, from + length), at)
        from += length
        at += length
      } else {
        for (const end = at + length; at < end;) out[at++] = stored[from++]!
      }
      continue
    }
    const offsetBytes = (tag & 3) === 3 ? 4 : tag & 3
    need(offsetBytes)
    let distance = littleEndian(stored, from, offsetBytes)
    from += offsetBytes
    if (offsetBytes === 1) {
      length = ((tag >> 2) & 7) + 4
      distance += (tag >> 5) << 8
    }
    if (distance === 0 || distance > at) {
      throw new DamagedChunk('Snappy data copy from before their start')
    }
    if (at + length > out.length) throw tooLong(out.length)
    at = copyBack(out, at, distance, length)
  }
  if (at !== out.length) {
    throw new DamagedChunk(`Snappy data unpack to ${at} bytes, and ${out.length} are needed`)
  }
}

function readVarint(stored: Uint8Array): { start: number; length: number } {
  let length = 0
  for (let from = 0; from < Math.min(5, stored.length); from++) {
    const byte = stored[from]!
    length += (byte & 127) * 2 ** (7 * from)
    if (byte < 128) return { start: from + 1, length }
  }
  throw new DamagedChunk('Snappy data state no length')
}

function littleEndian(bytes: Uint8Array, at: number, count: number): number {
  let value = bytes[at]!
  if (count > 1) value |= bytes[at + 1]! << 8
  if (count > 2) value |= bytes[at + 2]! << 16
  if (count > 3) value |= bytes[at + 3]! << 24
  return value >>> 0
}

function tooLong(outEnd: number): DamagedChunk {
  return new DamagedChunk(`Snappy data unpack to more than the ${outEnd} bytes that are needed`)
}
