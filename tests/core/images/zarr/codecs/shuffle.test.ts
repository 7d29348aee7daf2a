import { expect, test } from 'vitest'
import {
  unshuffleBits,
  unshuffleBytes,
} from '../../../../../src-main/core/images/zarr/codecs/shuffle.ts'

test.each([
  [2, [1, 3, 5, 2, 4, 6], [1, 2, 3, 4, 5, 6]],
  [3, [1, 4, 2, 5, 3, 6], [1, 2, 3, 4, 5, 6]],
  [2, [1, 3, 2, 4, 9], [1, 2, 3, 4, 9]],
])('bytes of elements of %i stand together again', (size, shuffled, expected) => {
  const out = new Uint8Array(expected.length)
  unshuffleBytes(Uint8Array.from(shuffled), out, size)
  expect([...out]).toEqual(expected)
})

test('bits stand together again: bit k of element i was bit i of row k', () => {
  const values = Array.from({ length: 32 }, (_, i) => (i * 73 + 5) & 255)
  for (const size of [1, 2, 4]) {
    const elements = 32 / size
    const shuffled = new Uint8Array(32)
    for (let i = 0; i < elements; i++) {
      for (let bit = 0; bit < size * 8; bit++) {
        const on = (values[i * size + (bit >> 3)]! >> (bit & 7)) & 1
        shuffled[(bit * elements) / 8 + (i >> 3)]! |= on << (i & 7)
      }
    }
    const out = new Uint8Array(32)
    unshuffleBits(shuffled, out, size)
    expect([...out]).toEqual(values)
  }
})

test('Blosc leaves bits alone where the elements are no multiple of 8', () => {
  const out = new Uint8Array(6)
  unshuffleBits(Uint8Array.of(1, 2, 3, 4, 5, 6), out, 2)
  expect([...out]).toEqual([1, 2, 3, 4, 5, 6])
})
