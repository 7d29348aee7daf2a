import { expect, test } from 'vitest'
import { decodeSnappy } from '../../../../../src-main/core/images/zarr/codecs/snappy.ts'

function decoded(stored: readonly number[], length: number): number[] {
  const out = new Uint8Array(length)
  decodeSnappy(Uint8Array.from(stored), out)
  return [...out]
}

test('literals and copies of both kinds, worked by hand', () => {
  // length 9; literal of 3; copy of 4 from 3 (one byte of offset); copy of 2 from 2 (two bytes)
  expect(decoded([9, 0x08, 1, 2, 3, 0x01, 3, 0x06, 2, 0], 9)).toEqual([1, 2, 3, 1, 2, 3, 1, 3, 1])
})

test('literals above 60 state their length in bytes', () => {
  const values = Array.from({ length: 70 }, (_, i) => i)
  expect(decoded([70, 60 << 2, 69, ...values], 70)).toEqual(values)
})

test.each([
  ['another length', [8, 0x08, 1, 2, 3], 9],
  ['no length', [255, 255, 255, 255, 255, 255], 9],
  ['a cut literal', [9, 0x20, 1], 9],
  ['a copy from before the start', [9, 0x00, 1, 0x01, 9], 9],
  ['too many values', [3, 0x0c, 1, 2, 3, 4], 3],
  ['too few values', [9, 0x00, 1], 9],
])('%s is damage', (_, stored, length) => {
  expect(() => decoded(stored, length)).toThrow(/Snappy data/)
})
