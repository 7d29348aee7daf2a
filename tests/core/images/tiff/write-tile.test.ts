import { inflateSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { createPixelArray } from '../../../../src-main/core/images/pixel-types.ts'
import {
  decodeTile,
  encodeTile,
  predictorFor,
} from '../../../../src-main/core/images/tiff/write-tile.ts'

const deflate = { method: 'deflate', level: 1 } as const

test.each([
  ['uint8', 1, 2],
  ['int8', 3, 2],
  ['uint16', 1, 2],
  ['int16', 2, 2],
  ['uint32', 1, 2],
  ['int32', 4, 2],
  ['float32', 1, 1],
  ['float64', 3, 1],
  ['int64', 1, 1],
  ['uint64', 1, 1],
] as const)(
  '%s with %i samples is read back; its predictor is %i',
  async (dtype, samples, number) => {
    const tile = createPixelArray(dtype, 16 * 32 * samples, 'a')
    for (let i = 0; i < tile.length; i++) {
      const value = (i * 2654435761) % 2 ** 32
      tile[i] = dtype.endsWith('64') && dtype !== 'float64' ? BigInt(value) : value
    }
    const original = tile.slice()
    const stored = await encodeTile(tile, 16, samples, dtype, deflate)
    expect(await decodeTile(stored, 16, samples, dtype, tile.length, 'deflate')).toEqual(original)
    expect(predictorFor(dtype, 'deflate')).toBe(number)
  },
)

test('differences are taken within rows and within samples', async () => {
  const stored = await encodeTile(
    Uint8Array.of(5, 100, 7, 90, 1, 2, 0, 255),
    2,
    2,
    'uint8',
    deflate,
  )
  expect([...inflateSync(stored)]).toEqual([5, 100, 2, 246, 1, 2, 255, 253])
})

test('Zstandard tiles are read back, and damage shows', async () => {
  const tile = Uint16Array.from({ length: 512 }, (_, i) => i * i)
  const original = tile.slice()
  const stored = await encodeTile(tile, 16, 1, 'uint16', { method: 'zstd', level: 1 })
  expect(await decodeTile(stored, 16, 1, 'uint16', 512, 'zstd')).toEqual(original)
  const damaged = stored.slice()
  damaged[stored.length >> 1] = damaged[stored.length >> 1]! ^ 1
  await expect(decodeTile(damaged, 16, 1, 'uint16', 512, 'zstd')).rejects.toThrow()
})

test('a tile without compression is stored as it is, without a predictor', async () => {
  const tile = Uint16Array.of(5, 100, 7, 90)
  const stored = await encodeTile(tile.slice(), 2, 1, 'uint16', { method: 'none' })
  expect([...stored]).toEqual([5, 0, 100, 0, 7, 0, 90, 0])
  expect(await decodeTile(stored, 2, 1, 'uint16', 4, 'none')).toEqual(tile)
  expect(predictorFor('uint16', 'none')).toBe(1)
})

test('runs alone compress blank parts of real values, and are read as any deflate', async () => {
  const tile = new Float32Array(64 * 64)
  tile.fill(0.3, 0, 100)
  const runs = { method: 'deflate', level: 1, onlyRuns: true } as const
  const stored = await encodeTile(tile.slice(), 64, 1, 'float32', runs)
  expect(stored.length).toBeLessThan(tile.byteLength / 10)
  expect(await decodeTile(stored, 64, 1, 'float32', tile.length, 'deflate')).toEqual(tile)
})
