/** Bits in reversed order: TIFF's FillOrder 2, and LZW codes that start at the low bit. */

const reversedBytes = Uint8Array.from({ length: 256 }, (_, byte) => reversedNumber(byte, 8))

/** A copy with the bits of every byte turned round. */
export function reverseBits(bytes: Uint8Array): Uint8Array {
  const reversed = new Uint8Array(bytes.length)
  for (let i = 0; i < bytes.length; i++) reversed[i] = reversedBytes[bytes[i]!]!
  return reversed
}

/** The lowest `bits` bits of `value` turned round. */
export function reversedNumber(value: number, bits: number): number {
  let reversed = 0
  for (let bit = 0; bit < bits; bit++) reversed = (reversed << 1) | ((value >> bit) & 1)
  return reversed
}
