/** Turns big-endian samples into little-endian ones, in place. */
export function swapBytes(bytes: Uint8Array, bytesPerSample: number): void {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (bytesPerSample === 2) buffer.swap16()
  else if (bytesPerSample === 4) buffer.swap32()
  else if (bytesPerSample === 8) buffer.swap64()
}
