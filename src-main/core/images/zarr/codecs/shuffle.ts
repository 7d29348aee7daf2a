/**
 * Undoes the shuffles that make numbers compress better: all first bytes of the elements, then all second
 * ones (byte shuffle), or all first bits and so on (bit shuffle, of Blosc 1).
 */

/** `out` and `shuffled` have the same length; bytes beyond the last whole element stand as they are. */
export function unshuffleBytes(shuffled: Uint8Array, out: Uint8Array, elementBytes: number): void {
  const elements = Math.floor(shuffled.length / elementBytes)
  if (elementBytes === 2) {
    for (let i = 0, at = 0; i < elements; i++, at += 2) {
      out[at] = shuffled[i]!
      out[at + 1] = shuffled[elements + i]!
    }
  } else {
    for (let byte = 0; byte < elementBytes; byte++) {
      const plane = byte * elements
      for (let i = 0, at = byte; i < elements; i++, at += elementBytes)
        out[at] = shuffled[plane + i]!
    }
  }
  const whole = elements * elementBytes
  if (whole < shuffled.length) out.set(shuffled.subarray(whole), whole)
}

/** Blosc 1 shuffles bits only where the number of elements is a multiple of 8. */
export function unshuffleBits(shuffled: Uint8Array, out: Uint8Array, elementBytes: number): void {
  const elements = Math.floor(shuffled.length / elementBytes)
  if (elements % 8 !== 0) {
    out.set(shuffled)
    return
  }
  const row = elements / 8
  for (let byte = 0; byte < elementBytes; byte++) {
    const plane = byte * 8 * row
    for (let group = 0; group < row; group++) {
      const at = plane + group
      let low =
        shuffled[at]! |
        (shuffled[at + row]! << 8) |
        (shuffled[at + 2 * row]! << 16) |
        (shuffled[at + 3 * row]! << 24)
      let high =
        shuffled[at + 4 * row]! |
        (shuffled[at + 5 * row]! << 8) |
        (shuffled[at + 6 * row]! << 16) |
        (shuffled[at + 7 * row]! << 24)
      // an 8 x 8 matrix of bits is turned over (Warren, Hacker's Delight, 7-3)
      let swap = (low ^ (low >>> 7)) & 0x00aa00aa
      low ^= swap ^ (swap << 7)
      swap = (high ^ (high >>> 7)) & 0x00aa00aa
      high ^= swap ^ (swap << 7)
      swap = (low ^ (low >>> 14)) & 0x0000cccc
      low ^= swap ^ (swap << 14)
      swap = (high ^ (high >>> 14)) & 0x0000cccc
      high ^= swap ^ (swap << 14)
      swap = ((low >>> 4) ^ high) & 0x0f0f0f0f
      high ^= swap
      low ^= swap << 4
      const to = group * 8 * elementBytes + byte
      out[to] = low
      out[to + elementBytes] = low >>> 8
      out[to + 2 * elementBytes] = low >>> 16
      out[to + 3 * elementBytes] = low >>> 24
      out[to + 4 * elementBytes] = high
      out[to + 5 * elementBytes] = high >>> 8
      out[to + 6 * elementBytes] = high >>> 16
      out[to + 7 * elementBytes] = high >>> 24
    }
  }
  const whole = elements * elementBytes
  if (whole < shuffled.length) out.set(shuffled.subarray(whole), whole)
}
