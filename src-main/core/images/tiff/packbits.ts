/** PackBits run-length coding (TIFF 6.0, section 9). Returns how many bytes were written. */
export function decodePackBits(source: Uint8Array, target: Uint8Array): number {
  let written = 0
  let at = 0
  while (at < source.length && written < target.length) {
    const head = source[at++]!
    if (head === 128) continue
    if (head < 128) {
      const length = Math.min(head + 1, source.length - at, target.length - written)
      target.set(source.subarray(at, at + length), written)
      at += head + 1
      written += length
    } else {
      const length = Math.min(257 - head, target.length - written)
      if (at >= source.length) return written
      target.fill(source[at++]!, written, written + length)
      written += length
    }
  }
  return written
}
