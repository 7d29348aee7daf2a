/**
 * LZW as TIFF uses it (TIFF 6.0, section 13), and the older variant with codes from the low bit up
 * that some files still carry. A string is remembered as its place in the output already written.
 */

import { reverseBits, reversedNumber } from './reverse-bits.ts'

const clear = 256
const end = 257
const largestCodes = 4096

// Kept between calls, as decoding is not interrupted: where a code's string starts, and its length.
const starts = Int32Array.from({ length: largestCodes }, (_, code) => code)
const lengths = new Int32Array(largestCodes).fill(1, 0, clear)

/** The output stands behind all 256 single bytes, so that these are strings like the others. */
let output = new Uint8Array(0)
const keptBytes = 4 * 2 ** 20

/**
 * Up to `target.length` bytes; returns how many were written. Throws RangeError on a code that no
 * encoder could have written.
 */
export function decodeLzw(source: Uint8Array, target: Uint8Array): number {
  const stop = clear + target.length
  if (output.length < stop + 2) {
    output = new Uint8Array(stop + 2)
    for (let byte = 0; byte < clear; byte++) output[byte] = byte
  }
  const isOld = source.length > 1 && source[0] === 0 && (source[1]! & 1) === 1
  const written = decodeBehindBytes(isOld ? reverseBits(source) : source, output, stop, isOld)
  target.set(output.subarray(clear, written))
  if (output.length > keptBytes) output = new Uint8Array(0)
  return written - clear
}

/**
 * From place 256 on, up to `stop`; returns where it ended. The entry after a string is that string and one
 * byte more, which is known when the next one is written.
 */
function decodeBehindBytes(
  source: Uint8Array,
  out: Uint8Array,
  stop: number,
  isOld: boolean,
): number {
  const lag = isOld ? 0 : 1 // the usual variant widens its codes one entry early
  let width = 9
  let widenAt = 512 - lag
  let next = end // the entry that the last code began; none after a clear
  let written = clear
  let bits = 0
  let bitCount = 0
  let at = 0
  while (written < stop) {
    if (bitCount < width) {
      if (at + 1 < source.length) {
        bits = (bits << 16) | (source[at]! << 8) | source[at + 1]!
        at += 2
        bitCount += 16
      } else if (at < source.length) {
        bits = (bits << 8) | source[at++]!
        bitCount += 8
      }
      if (bitCount < width) return written
    }
    bitCount -= width
    let code = (bits >> bitCount) & ((1 << width) - 1)
    if (isOld) code = reversedNumber(code, width)
    if (code === end) return written
    if (code === clear) {
      width = 9
      widenAt = 512 - lag
      next = end
      continue
    }
    if (code > next) throw new RangeError(`LZW code ${code} of ${next + 1}`)
    const length = lengths[code]!
    const from = starts[code]!
    out[written] = out[from]!
    out[written + 1] = out[from + 1]!
    const last = length < stop - written ? length : stop - written
    for (let i = 2; i < last; i++) out[written + i] = out[from + i]!
    if (next < largestCodes - 1) {
      next++
      starts[next] = written
      lengths[next] = length + 1
      if (next >= widenAt && width < 12) {
        width++
        widenAt = (1 << width) - lag
      }
    }
    written += last
  }
  return written
}
