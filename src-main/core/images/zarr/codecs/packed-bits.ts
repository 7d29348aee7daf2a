/** The `packbits` filter of numcodecs: booleans as bits, highest first, after a byte that counts padding. */
import { DamagedChunk } from './damaged-chunk.ts'

export function packedBytes(length: number): number {
  return 1 + Math.ceil(length / 8)
}

/** `length` bytes of 0 and 1. */
export function unpackBits(stored: Uint8Array, length: number): Uint8Array {
  const padding = packedBytes(length) * 8 - 8 - length
  if (stored.length !== packedBytes(length) || stored[0] !== padding) {
    throw new DamagedChunk(
      `packed bits of ${stored.length} bytes with ${stored[0] ?? 0} of padding do not hold ${length} values`,
    )
  }
  const out = new Uint8Array(length)
  for (let i = 0; i < length; i++) out[i] = (stored[1 + (i >> 3)]! >> (7 - (i & 7))) & 1
  return out
}
