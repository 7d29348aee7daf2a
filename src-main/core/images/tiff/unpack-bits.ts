/**
 * Samples of odd depth (1 to 31 bits, packed from the high bit down, each row on a byte boundary)
 * into one array element each, values unchanged.
 */
import type { PixelArray } from '../types.ts'

/** `target` has rows x perRow elements. 24-bit samples follow the file's byte order. */
export function unpackBits(
  source: Uint8Array,
  bits: number,
  rows: number,
  perRow: number,
  target: Uint8Array | Uint16Array | Uint32Array,
  littleEndian: boolean,
): PixelArray {
  const rowBytes = Math.ceil((perRow * bits) / 8)
  if (bits === 24) return unpack24(source, rows * perRow, target, littleEndian)
  if (bits < 24) return unpackNarrow(source, bits, rows, perRow, target)
  for (let row = 0; row < rows; row++) {
    let at = row * rowBytes
    let window = 0 // at most 31 + 7 bits: kept as a double, exact below 2^53
    let available = 0
    for (let i = 0; i < perRow; i++) {
      while (available < bits) {
        window = window * 256 + source[at++]!
        available += 8
      }
      available -= bits
      const scale = 2 ** available
      const value = Math.floor(window / scale)
      target[row * perRow + i] = value
      window -= value * scale
    }
  }
  return target
}

/** As above where a sample and the bits before it fit 31 bits: shifts only. */
function unpackNarrow(
  source: Uint8Array,
  bits: number,
  rows: number,
  perRow: number,
  target: Uint8Array | Uint16Array | Uint32Array,
): PixelArray {
  const rowBytes = Math.ceil((perRow * bits) / 8)
  const mask = (1 << bits) - 1
  for (let row = 0; row < rows; row++) {
    let at = row * rowBytes
    let window = 0
    let available = 0
    for (let i = row * perRow; i < (row + 1) * perRow; i++) {
      while (available < bits) {
        window = ((window & 0x7fffff) << 8) | source[at++]!
        available += 8
      }
      available -= bits
      target[i] = (window >> available) & mask
    }
  }
  return target
}

function unpack24(
  source: Uint8Array,
  count: number,
  target: Uint8Array | Uint16Array | Uint32Array,
  littleEndian: boolean,
): PixelArray {
  const [high, low] = littleEndian ? [2, 0] : [0, 2]
  for (let i = 0; i < count; i++) {
    const at = 3 * i
    target[i] = (source[at + high]! << 16) | (source[at + 1]! << 8) | source[at + low]!
  }
  return target
}
