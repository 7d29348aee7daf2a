import { expect, test } from 'vitest'
import { reverseBits, reversedNumber } from '../../../../src-main/core/images/tiff/reverse-bits.ts'

test('turns the bits of every byte round and leaves its input alone', () => {
  const bytes = Uint8Array.of(0b10000000, 0b11010010, 0, 255)
  expect([...reverseBits(bytes)]).toEqual([1, 0b01001011, 0, 255])
  expect(bytes[0]).toBe(128)
  expect(reverseBits(reverseBits(bytes))).toEqual(bytes)
})

test('turns as many bits of a number as asked for', () => {
  expect(reversedNumber(0b000000011, 9)).toBe(0b110000000)
  expect(reversedNumber(0b101, 3)).toBe(0b101)
})
