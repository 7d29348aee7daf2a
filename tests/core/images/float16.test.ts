import { expect, test } from 'vitest'
import { decodeFloat16, encodeFloat16 } from '../../../src-main/core/images/float16.ts'

test('known values decode', () => {
  const halves = Uint16Array.of(
    0x0000,
    0x8000,
    0x3c00,
    0xc000,
    0x7bff,
    0x0001,
    0x03ff,
    0x0400,
    0x7c00,
    0xfc00,
    0x3555,
  )
  expect([...decodeFloat16(halves)]).toEqual([
    0,
    -0,
    1,
    -2,
    65504,
    2 ** -24,
    1023 * 2 ** -24,
    2 ** -14,
    Infinity,
    -Infinity,
    0.333251953125,
  ])
})

test('all 65536 bit patterns survive decoding and encoding, NaN payloads included', () => {
  const all = Uint16Array.from({ length: 65536 }, (_, i) => i)
  expect(encodeFloat16(decodeFloat16(all))).toEqual(all)
})
