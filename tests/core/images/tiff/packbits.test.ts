import { expect, test } from 'vitest'
import { decodePackBits } from '../../../../src-main/core/images/tiff/packbits.ts'

test("decodes Apple's example of the TIFF specification", () => {
  const packed = [
    0xfe, 0xaa, 0x02, 0x80, 0x00, 0x2a, 0xfd, 0xaa, 0x03, 0x80, 0x00, 0x2a, 0x22, 0xf7, 0xaa,
  ]
  const target = new Uint8Array(24)
  expect(decodePackBits(Uint8Array.from(packed), target)).toBe(24)
  expect(Buffer.from(target).toString('hex')).toBe(
    'aaaaaa80002aaaaaaaaa80002a22aaaaaaaaaaaaaaaaaaaa',
  )
})

test('128 does nothing, and runs beyond the target are cut', () => {
  const target = new Uint8Array(3)
  expect(decodePackBits(Uint8Array.of(128, 0x81, 5), target)).toBe(3)
  expect([...target]).toEqual([5, 5, 5])
})

test('data that end inside a run give fewer bytes', () => {
  expect(decodePackBits(Uint8Array.of(4, 1, 2), new Uint8Array(9))).toBe(2)
  expect(decodePackBits(Uint8Array.of(0xf0), new Uint8Array(9))).toBe(0)
})
