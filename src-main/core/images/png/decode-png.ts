/** Pixels of a PNG: inflate, undo the row filters, unpack 1, 2, 4 and 16 bits, undo interlacing. */
import { inflateSync } from 'node:zlib'
import { TouchstoneError, messageOf } from '../../errors.ts'
import { createPixelArray, largestBlockBytes } from '../pixel-types.ts'
import { undoFilters } from './undo-filters.ts'
import type { PngHeader } from './png-chunks.ts'

/** One reduced image of an interlaced PNG, or the whole: first pixel and step along each axis. */
interface Pass {
  readonly y: number
  readonly x: number
  readonly stepY: number
  readonly stepX: number
}

const whole: readonly Pass[] = [{ y: 0, x: 0, stepY: 1, stepX: 1 }]
/** Adam7. */
const interlaced: readonly Pass[] = [
  { y: 0, x: 0, stepY: 8, stepX: 8 },
  { y: 0, x: 4, stepY: 8, stepX: 8 },
  { y: 4, x: 0, stepY: 8, stepX: 4 },
  { y: 0, x: 2, stepY: 4, stepX: 4 },
  { y: 2, x: 0, stepY: 4, stepX: 2 },
  { y: 0, x: 1, stepY: 2, stepX: 2 },
  { y: 1, x: 0, stepY: 2, stepX: 1 },
]
const mostPerCompressedByte = 1040

/** height x width x samples values as stored: no scaling, no colour table, no gamma. */
export function decodePng(
  path: string,
  header: PngHeader,
  compressed: Uint8Array,
): Uint8Array | Uint16Array {
  const passes = (header.interlaced ? interlaced : whole).map((pass) => sizeOfPass(header, pass))
  const needed = passes.reduce((all, { rows, rowBytes }) => all + rows * (1 + rowBytes), 0)
  if (needed > compressed.length * mostPerCompressedByte || needed > largestBlockBytes) {
    throw corrupt(
      path,
      `${needed} bytes of pixels are stated for ${compressed.length} compressed bytes`,
    )
  }
  const raw = inflate(path, compressed, needed)
  const dtype = header.bits === 16 ? 'uint16' : 'uint8'
  const length = header.height * header.width * header.samples
  const out = createPixelArray(dtype, length, path) as Uint8Array | Uint16Array
  const pixelBytes = Math.max(1, (header.samples * header.bits) / 8)
  let at = 0
  for (const pass of passes) {
    const filtered = raw.subarray(at, at + pass.rows * (1 + pass.rowBytes))
    at += filtered.length
    if (filtered.length === 0) continue
    const bytes = undoFilters(filtered, pass.rows, pass.rowBytes, pixelBytes)
    if (bytes === undefined) throw corrupt(path, 'a row states a filter above 4')
    placePass(header, pass, bytes, out)
  }
  return out
}

function sizeOfPass(
  header: PngHeader,
  pass: Pass,
): Pass & { columns: number; rows: number; rowBytes: number } {
  const columns = Math.max(0, Math.ceil((header.width - pass.x) / pass.stepX))
  const rows = columns === 0 ? 0 : Math.max(0, Math.ceil((header.height - pass.y) / pass.stepY))
  return {
    ...pass,
    columns,
    rows,
    rowBytes: Math.ceil((columns * header.samples * header.bits) / 8),
  }
}

function inflate(path: string, compressed: Uint8Array, needed: number): Uint8Array {
  let raw: Uint8Array
  try {
    raw = inflateSync(compressed, { maxOutputLength: needed + 65536 })
  } catch (error) {
    throw corrupt(path, `its data cannot be decoded (${messageOf(error)})`)
  }
  if (raw.length < needed) {
    throw corrupt(path, `its data decode to ${raw.length} bytes, and ${needed} are needed`)
  }
  return raw
}

/** Plain loops over pixels: index arithmetic only. */
function placePass(
  header: PngHeader,
  pass: Pass & { columns: number; rows: number; rowBytes: number },
  bytes: Uint8Array,
  out: Uint8Array | Uint16Array,
): void {
  const { bits, samples, width } = header
  if (bits === 8 && pass.stepX === 1 && pass.stepY === 1) {
    out.set(bytes)
    return
  }
  const mask = (1 << bits) - 1
  for (let row = 0; row < pass.rows; row++) {
    const from = row * pass.rowBytes
    const to = (pass.y + row * pass.stepY) * width
    for (let column = 0; column < pass.columns; column++) {
      const target = (to + pass.x + column * pass.stepX) * samples
      for (let s = 0; s < samples; s++) {
        const i = column * samples + s
        if (bits === 16) out[target + s] = (bytes[from + 2 * i]! << 8) | bytes[from + 2 * i + 1]!
        else if (bits === 8) out[target + s] = bytes[from + i]!
        else {
          const bit = i * bits
          out[target + s] = (bytes[from + (bit >> 3)]! >> (8 - bits - (bit & 7))) & mask
        }
      }
    }
  }
}

function corrupt(path: string, what: string): TouchstoneError {
  return new TouchstoneError('format-corrupt', `${path} is not a valid PNG image: ${what}.`, {
    path,
  })
}
