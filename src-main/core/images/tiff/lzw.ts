/**
 * LZW as TIFF uses it (TIFF 6.0, section 13), and the older variant with codes from the low bit up
 * that some files still carry. A string is remembered as its place in the output already written.
 */

const clear = 256
const end = 257

/**
 * Up to `target.length` bytes; returns how many were written. Throws RangeError on a code that no
 * encoder could have written.
 */
export function decodeLzw(source: Uint8Array, target: Uint8Array): number {
  const old = source.length > 1 && source[0] === 0 && (source[1]! & 1) === 1
  const lag = old ? 0 : 1 // the usual variant widens its codes one entry early
  const starts = new Uint32Array(4096)
  const lengths = new Uint32Array(4096)
  let width = 9
  let next = 258
  let previousStart = 0
  let previousLength = 0
  let written = 0
  let bits = 0
  let bitCount = 0
  let at = 0
  while (written < target.length) {
    while (bitCount < width && at < source.length) {
      if (old) bits |= source[at++]! << bitCount
      else bits = ((bits << 8) | source[at++]!) >>> 0
      bitCount += 8
    }
    if (bitCount < width) return written
    const mask = (1 << width) - 1
    const code = old ? bits & mask : (bits >>> (bitCount - width)) & mask
    bitCount -= width
    bits = old ? bits >>> width : bits & ((1 << bitCount) - 1)
    if (code === end) return written
    if (code === clear) {
      width = 9
      next = 258
      previousLength = 0
      continue
    }
    if (previousLength > 0 && next < 4096) {
      starts[next] = previousStart
      lengths[next] = previousLength + 1
      next++
      if (next > (1 << width) - 1 - lag && width < 12) width++
    }
    if (code >= next && code > 255) throw new RangeError(`LZW code ${code} of ${next}`)
    const from = code < 256 ? -1 : starts[code]!
    const length = code < 256 ? 1 : lengths[code]!
    const start = written
    if (from < 0) target[written++] = code
    else {
      const stop = Math.min(target.length, written + length)
      for (let i = from; written < stop; i++) target[written++] = target[i]!
    }
    previousStart = start
    previousLength = length
  }
  return written
}
