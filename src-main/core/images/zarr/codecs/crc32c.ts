/** CRC-32C (Castagnoli, RFC 3720), which Zarr 3 writes behind chunks and shard indices. */
import { DamagedChunk } from './damaged-chunk.ts'

const table = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0x82f63b78 : value >>> 1
  return value
})

export const checksumBytes = 4

export function crc32c(bytes: Uint8Array): number {
  let value = 0xffffffff
  for (let i = 0; i < bytes.length; i++) value = table[(value ^ bytes[i]!) & 255]! ^ (value >>> 8)
  return ~value >>> 0
}

/** The bytes before the checksum; DamagedChunk where it disagrees with them. */
export function withoutChecksum(stored: Uint8Array): Uint8Array {
  const length = stored.length - checksumBytes
  if (length < 0) throw new DamagedChunk('data end inside their checksum')
  const bytes = stored.subarray(0, length)
  const stated = new DataView(stored.buffer, stored.byteOffset + length).getUint32(0, true)
  const found = crc32c(bytes)
  if (stated !== found) {
    throw new DamagedChunk(`the checksum says ${hex(stated)}, and the data have ${hex(found)}`)
  }
  return bytes
}

function hex(value: number): string {
  return value.toString(16).padStart(8, '0')
}
