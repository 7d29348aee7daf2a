import { deflateSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { decodeLerc, lercTolerance } from '../../../../../src-main/core/images/tiff/codecs/lerc.ts'
import { constantLerc } from './constant-lerc.ts'

test('reads an image of one value, with deflate around it or not', async () => {
  for (const [stored, compression] of [
    [constantLerc(7), 0],
    [deflateSync(constantLerc(7)), 1],
  ] as const) {
    const { width, height, samples, data } = await decodeLerc(
      new Uint8Array(stored),
      compression,
      6,
    )
    expect([width, height, samples, [...data]]).toEqual([3, 2, 1, [7, 7, 7, 7, 7, 7]])
  }
})

test('sizes beyond the limit and damaged data are errors', async () => {
  await expect(decodeLerc(constantLerc(7), 0, 5)).rejects.toThrow('states 6 values')
  await expect(decodeLerc(Uint8Array.of(1, 2, 3), 0, 100)).rejects.toThrow()
})

test('says how far values may lie from those that were stored', async () => {
  expect(await lercTolerance(constantLerc(7, 1.5), 0)).toBe(1.5)
  expect(await lercTolerance(new Uint8Array(deflateSync(constantLerc(7, 1.5))), 1)).toBe(1.5)
})
