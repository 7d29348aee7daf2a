import { deflateSync, zstdCompressSync } from 'node:zlib'
import { expect, test } from 'vitest'
import {
  decompress,
  isSupportedCompression,
  nameOfCompression,
} from '../../../../src-main/core/images/tiff/decompress.ts'
import { encodeLzw } from '../../../fixtures/images/encode-lzw.ts'
import { ramp } from '../../../fixtures/images/encode-tiff.ts'

const plain = ramp(100)

test.each([
  [1, plain],
  [5, encodeLzw(plain)],
  [8, deflateSync(plain)],
  [32946, deflateSync(plain)],
  [32773, Uint8Array.of(99, ...plain)],
  [34926, zstdCompressSync(plain)],
  [50000, zstdCompressSync(plain)],
])('decodes compression %d and gives only what was asked for', (code, source) => {
  expect([...decompress(code, source, 60, 100)]).toEqual([...plain.subarray(0, 60)])
})

test.each([8, 34926])('a bomb in compression %d is refused instead of unpacked', (code) => {
  const zeros = new Uint8Array(8 * 2 ** 20)
  const bomb = code === 8 ? deflateSync(zeros) : zstdCompressSync(zeros)
  expect(() => decompress(code, bomb, 100, 100)).toThrow()
})

test('damaged data throw', () => {
  expect(() => decompress(8, Uint8Array.of(1, 2, 3), 10, 10)).toThrow()
})

test('names compressions, also those that are not read', () => {
  expect(isSupportedCompression(8)).toBe(true)
  expect(isSupportedCompression(34712)).toBe(false)
  expect(nameOfCompression(6)).toBe('old-style JPEG')
  expect(nameOfCompression(4711)).toBe('number 4711')
})
