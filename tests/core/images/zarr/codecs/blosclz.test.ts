import { expect, test } from 'vitest'
import { decodeBloscLz } from '../../../../../src-main/core/images/zarr/codecs/blosclz.ts'

function decoded(stored: readonly number[], length: number): number[] {
  const out = new Uint8Array(length)
  decodeBloscLz(Uint8Array.from(stored), out)
  return [...out]
}

test('literals and copies, worked by hand', () => {
  // 3 literals, then a copy of 3 + 1 from a distance of 2 + 1
  expect(decoded([2, 7, 8, 9, 0x40, 2], 7)).toEqual([7, 8, 9, 7, 8, 9, 7])
})

test('long copies and far distances state more bytes', () => {
  expect(decoded([0, 5, 0xe0, 1, 0], 11)).toEqual(Array.from({ length: 11 }, () => 5))
  expect(() => decoded([0, 5, 0x3f, 255, 0, 0], 4)).toThrow('before their start')
})

test.each([
  ['nothing', [], 3],
  ['cut literals', [5, 1], 6],
  ['a cut copy', [2, 7, 8, 9, 0x40], 7],
  ['too many values', [2, 7, 8, 9, 0x40, 2], 6],
  ['too few values', [2, 7, 8, 9], 6],
])('%s is damage', (_, stored, length) => {
  expect(() => decoded(stored, length)).toThrow(/BloscLZ data/)
})
