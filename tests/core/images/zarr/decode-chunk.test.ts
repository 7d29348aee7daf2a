import { gzipSync, zstdCompressSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { chunkLayout, type ChunkStep } from '../../../../src-main/core/images/zarr/chunk-layout.ts'
import { decodeZarrChunk } from '../../../../src-main/core/images/zarr/decode-chunk.ts'
import type { PixelArray, PixelType } from '../../../../src-main/core/images/types.ts'
import { encodeSizedLz4 } from '../../../fixtures/images/encode-numcodecs.ts'

function decode(
  stored: Uint8Array,
  dtype: PixelType,
  length: number,
  steps: ChunkStep[],
): PixelArray {
  const layout = chunkLayout(dtype, length, steps)
  return decodeZarrChunk({ kind: 'zarr', path: 'a.zarr/0', stored, layout })
}

test('steps are undone one after another', () => {
  const stored = zstdCompressSync(gzipSync(Uint8Array.of(0, 1, 0, 3, 0, 2, 0, 4)))
  const pixels = decode(stored, 'uint16', 4, [
    { kind: 'zstd' },
    { kind: 'gzip' },
    { kind: 'swap', elementBytes: 2 },
    { kind: 'transpose', shape: [2, 2], order: [1, 0], elementBytes: 2 },
  ])
  expect(pixels).toEqual(Uint16Array.of(1, 2, 3, 4))
})

test('filters of numcodecs', () => {
  const type = { dtype: 'uint8', littleEndian: true } as const
  expect(
    decode(Uint8Array.of(1, 1, 1), 'uint8', 3, [{ kind: 'delta', from: type, to: type }]),
  ).toEqual(Uint8Array.of(1, 2, 3))
  const scale = { kind: 'scale', from: type, to: type, scale: 1, offset: 5 } as const
  expect(decode(Uint8Array.of(1), 'uint8', 1, [scale])).toEqual(Uint8Array.of(6))
  expect(
    decode(Uint8Array.of(1, 3, 2, 4), 'uint16', 2, [{ kind: 'unshuffle', elementBytes: 2 }]),
  ).toEqual(Uint16Array.of(513, 1027))
  expect(decode(Uint8Array.of(5, 0xa0), 'bool', 3, [{ kind: 'unpack-bits', length: 3 }])).toEqual(
    Uint8Array.of(1, 0, 1),
  )
})

test('half floats become single ones, and a chunk at an odd place is read', () => {
  const stored = Uint8Array.of(9, 0, 0x3c).subarray(1)
  expect(decode(stored, 'float16', 1, [])).toEqual(Float32Array.of(1))
})

test('LZ4 with the length in front', async () => {
  const values = new Uint8Array(3000).fill(7)
  const stored = await encodeSizedLz4(values)
  expect(decode(stored, 'uint8', 3000, [{ kind: 'lz4' }])).toEqual(values)
  new DataView(stored.buffer).setUint32(0, 2 ** 31, true)
  expect(() => decode(stored, 'uint8', 3000, [{ kind: 'lz4' }])).toThrow('state 2147483648 bytes')
  expect(() => decode(stored.subarray(0, 3), 'uint8', 3000, [{ kind: 'lz4' }])).toThrow('header')
})

test.each([
  ['too short', Uint8Array.of(1, 2), []],
  ['too long', Uint8Array.of(1, 2, 3, 4, 5), []],
  ['compressed and too short', gzipSync(Uint8Array.of(1, 2)), [{ kind: 'gzip' }]],
  ['compressed and too long', gzipSync(new Uint8Array(100_000)), [{ kind: 'gzip' }]],
  ['not compressed at all', Uint8Array.of(1, 2, 3, 4), [{ kind: 'zstd' }]],
] as [string, Uint8Array, ChunkStep[]][])('a chunk that is %s is damage', (_, stored, steps) => {
  expect(() => decode(stored, 'uint8', 4, steps)).toThrow(
    expect.objectContaining({
      code: 'format-corrupt',
      message: expect.stringContaining('a.zarr/0 is damaged') as string,
    }) as Error,
  )
})

test('a compression of a later version is told apart from damage', () => {
  const stored = new Uint8Array(32)
  stored[0] = 5
  expect(() => decode(stored, 'uint8', 4, [{ kind: 'blosc' }])).toThrow(
    expect.objectContaining({ code: 'unsupported-encoding' }) as Error,
  )
})
