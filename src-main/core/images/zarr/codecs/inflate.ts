/** gzip, zlib, raw deflate and zstd through Node, never to more bytes than were asked for. */
import { gunzipSync, inflateRawSync, inflateSync, zstdDecompressSync } from 'node:zlib'
import { DamagedChunk } from './damaged-chunk.ts'

export type InflateKind = 'gzip' | 'zlib' | 'deflate' | 'zstd'

const inflaters = {
  gzip: gunzipSync,
  zlib: inflateSync,
  deflate: inflateRawSync,
  zstd: zstdDecompressSync,
} as const

/** Pieces in which the output is collected; one piece where it is small. */
const largestPieceBytes = 2 ** 20

/** At most `limitBytes` come out; DamagedChunk for more, and for anything that is no such stream. */
export function inflate(kind: InflateKind, stored: Uint8Array, limitBytes: number): Uint8Array {
  const chunkSize = Math.max(64, Math.min(limitBytes + 1, largestPieceBytes))
  try {
    const { buffer, byteOffset, byteLength } = inflaters[kind](stored, {
      maxOutputLength: Math.max(1, limitBytes),
      chunkSize,
    })
    return new Uint8Array(buffer, byteOffset, byteLength)
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code
    throw new DamagedChunk(
      code === 'ERR_BUFFER_TOO_LARGE'
        ? `${kind} data unpack to more than the ${limitBytes} bytes that are needed`
        : `${kind} data cannot be unpacked (${code ?? 'unknown reason'})`,
    )
  }
}
