import { expect, test } from 'vitest'
import { copyBack, decodeLz4 } from '../../../../../src-main/core/images/zarr/codecs/lz4.ts'

function decoded(stored: readonly number[], length: number): number[] {
  const out = new Uint8Array(length)
  decodeLz4(Uint8Array.from(stored), out)
  return [...out]
}

test('literals and copies, worked by hand', () => {
  // token: 3 literals, copy of 4 + 1; then 2 literals at the end
  expect(decoded([0x31, 7, 8, 9, 3, 0, 0x20, 1, 2], 10)).toEqual([7, 8, 9, 7, 8, 9, 7, 8, 1, 2])
})

test('lengths above 14 go on in further bytes', () => {
  const literals = Array.from({ length: 20 }, (_, i) => i)
  expect(decoded([0xf0, 5, ...literals], 20)).toEqual(literals)
  expect(decoded([0x1f, 5, 1, 0, 5, 0x00], 25)).toEqual(Array.from({ length: 25 }, () => 5))
})

test.each([
  ['copies from before the start', [0x10, 1, 5, 0, 0x00], 5],
  ['a copy from no distance', [0x10, 1, 0, 0, 0x00], 5],
  ['data that end inside literals', [0x40, 1, 2], 4],
  ['data that end inside a distance', [0x10, 1, 1], 5],
  ['data that end inside a length', [0xf0], 20],
  ['more than is needed', [0x40, 1, 2, 3, 4], 3],
  ['less than is needed', [0x40, 1, 2, 3, 4], 5],
])('%s are damage', (_, stored, length) => {
  expect(() => decoded(stored, length)).toThrow(/LZ4 data/)
})

test('a copy may overlap what it writes', () => {
  const out = Uint8Array.of(1, 2, 0, 0, 0, 0)
  expect(copyBack(out, 2, 2, 4)).toBe(6)
  expect([...out]).toEqual([1, 2, 1, 2, 1, 2])
})
