import { expect, test } from 'vitest'
import {
  packedBytes,
  unpackBits,
} from '../../../../../src-main/core/images/zarr/codecs/packed-bits.ts'

test('bits come out highest first, without padding', () => {
  expect(packedBytes(10)).toBe(3)
  expect([...unpackBits(Uint8Array.of(6, 0b10100001, 0b11000000), 10)]).toEqual([
    1, 0, 1, 0, 0, 0, 0, 1, 1, 1,
  ])
})

test.each([[[5, 0, 0]], [[6, 0]], [[]]])('%j does not hold ten values', (stored) => {
  expect(() => unpackBits(Uint8Array.from(stored), 10)).toThrow('do not hold 10 values')
})
