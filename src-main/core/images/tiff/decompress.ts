/**
 * The compressions of TIFF chunks that give bytes, each bounded by the size that the image's layout demands;
 * those that give pixels (JPEG, LERC, WebP) stand in `codecs/`.
 */
import { inflateSync, zstdDecompressSync } from 'node:zlib'
import { decodeLzw } from './lzw.ts'
import { decodePackBits } from './packbits.ts'

const names: Readonly<Record<number, string>> = {
  1: 'none',
  2: 'CCITT modified Huffman',
  3: 'CCITT fax group 3',
  4: 'CCITT fax group 4',
  5: 'LZW',
  6: 'old-style JPEG',
  7: 'JPEG',
  8: 'deflate',
  32773: 'PackBits',
  32946: 'deflate',
  33003: 'JPEG 2000',
  33005: 'JPEG 2000',
  34676: 'SGI LogLuv',
  34677: 'SGI LogLuv',
  34712: 'JPEG 2000',
  34887: 'LERC',
  34892: 'JPEG',
  34925: 'LZMA',
  34926: 'Zstandard',
  34927: 'WebP',
  34934: 'JPEG XR',
  50000: 'Zstandard',
  50001: 'WebP',
  50002: 'JPEG XL',
}

const supported: readonly number[] = [
  ...[1, 2, 3, 4, 5, 6, 7, 8],
  ...[32773, 32946, 34887, 34892, 34926, 34927, 50000, 50001],
]

export function isSupportedCompression(code: number): boolean {
  return supported.includes(code)
}

export function nameOfCompression(code: number): string {
  return names[code] ?? `number ${code}`
}

/** Bytes that writers may add after the last row; anything longer is refused as a bomb. */
const tolerance = 1 << 16
/** Output is asked for in one piece up to here: no parts of 16 kB to join, no copy. */
const largestOutputChunk = 64 * 2 ** 20

/**
 * The first `length` bytes of the decoded chunk, or fewer where the data end early. Throws plain
 * errors of the decoder on damaged data; nothing larger than `fullLength` (a whole chunk, where the
 * last strip is stored in full) and a small rest is ever allocated.
 */
export function decompress(
  code: number,
  source: Uint8Array,
  length: number,
  fullLength: number,
): Uint8Array {
  if (code === 1) return source.subarray(0, length)
  if (code === 5 || code === 32773) {
    const target = new Uint8Array(length)
    const written = code === 5 ? decodeLzw(source, target) : decodePackBits(source, target)
    return target.subarray(0, written)
  }
  const options = {
    maxOutputLength: Math.max(length, fullLength) + tolerance,
    chunkSize: Math.min(largestOutputChunk, Math.max(1024, length)),
  }
  const whole =
    code === 8 || code === 32946
      ? inflateSync(source, options)
      : zstdDecompressSync(source, options)
  return whole.subarray(0, length)
}
