import { deflateSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { decodeChunk } from '../../../../src-main/core/images/tiff/decode-chunk.ts'
import type { PageLayout } from '../../../../src-main/core/images/tiff/page-layout.ts'
import { bytesOf } from '../../../../src-main/core/images/pixel-types.ts'

const layout: PageLayout = {
  width: 3,
  height: 2,
  depth: 1,
  tileDepth: 1,
  samples: 1,
  planar: false,
  bits: 16,
  dtype: 'uint16',
  compression: 1,
  predictor: 1,
  photometric: 1,
  reversedBits: false,
  jpegTables: null,
  faxOptions: 0,
  lercCompression: 0,
  tiled: false,
  chunkWidth: 3,
  chunkHeight: 2,
  chunksAcross: 1,
  chunksDown: 1,
}
const values = Uint16Array.of(1, 2, 300, 40000, 5, 65535)
const little = bytesOf(values)
const bigEndian = Buffer.from(little).swap16()

test('both byte orders give the same pixels, and the stored bytes stay as they were', () => {
  const before = Buffer.from(bigEndian)
  expect(decodeChunk('f', layout, true, little, 2)).toEqual(values)
  expect(decodeChunk('f', layout, false, bigEndian, 2)).toEqual(values)
  expect(bigEndian.equals(before)).toBe(true)
})

test('bits that are stored from the low end up are turned round', () => {
  const reversed = little.map((byte) =>
    parseInt([...byte.toString(2).padStart(8, '0')].reverse().join(''), 2),
  )
  expect(decodeChunk('f', { ...layout, reversedBits: true }, true, reversed, 2)).toEqual(values)
})

test('differences are undone after the byte order, also for packed bits', () => {
  const differences = Uint16Array.of(1, 1, 298, 40000, 25541, 65530)
  const stored = deflateSync(Buffer.from(bytesOf(differences)).swap16())
  const predicted = { ...layout, compression: 8, predictor: 2 }
  expect(decodeChunk('f', predicted, false, stored, 2)).toEqual(values)
  const packed = { ...layout, bits: 4, dtype: 'uint8', predictor: 2, chunkWidth: 4 } as const
  expect([...decodeChunk('f', packed, true, Uint8Array.of(0x12, 0x34), 1)]).toEqual([1, 3, 6, 10])
})

test('float16 becomes float32', () => {
  const half = { ...layout, dtype: 'float16', chunkWidth: 2 } as const
  const pixels = decodeChunk('f', half, true, Uint8Array.of(0x00, 0x3c, 0x00, 0xc0), 1)
  expect(pixels).toEqual(Float32Array.of(1, -2))
})

test('too few or damaged data are corrupt, naming both sizes or the compression', () => {
  expect(() => decodeChunk('f', layout, true, little.subarray(0, 7), 2)).toThrow(
    /7 bytes, and 12 are needed/,
  )
  const deflated = { ...layout, compression: 8 }
  expect(() => decodeChunk('f', deflated, true, little, 2)).toThrow(/strip compressed with deflate/)
})
