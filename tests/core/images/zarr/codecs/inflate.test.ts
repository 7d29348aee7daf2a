import { deflateRawSync, deflateSync, gzipSync, zstdCompressSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { inflate } from '../../../../../src-main/core/images/zarr/codecs/inflate.ts'

const values = Uint8Array.from({ length: 5000 }, (_, i) => i % 50)
const packers = {
  gzip: gzipSync,
  zlib: deflateSync,
  deflate: deflateRawSync,
  zstd: zstdCompressSync,
} as const

test.each(Object.keys(packers) as (keyof typeof packers)[])(
  '%s is undone up to the limit, and not beyond',
  (kind) => {
    const packed = packers[kind](values)
    const bytes = inflate(kind, packed, 5000)
    expect(bytes).toEqual(values)
    expect(bytes).not.toBeInstanceOf(Buffer)
    expect(() => inflate(kind, packed, 4999)).toThrow('more than the 4999 bytes')
    expect(() => inflate(kind, packed.subarray(3), 5000)).toThrow('cannot be unpacked')
    expect(() => inflate(kind, packed.subarray(0, packed.length >> 1), 5000)).toThrow(
      'cannot be unpacked',
    )
  },
)
