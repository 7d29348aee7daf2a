import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decodeLzw } from '../../../../src-main/core/images/tiff/lzw.ts'
import { encodeLzw, packCodes } from '../../../fixtures/images/encode-lzw.ts'

test('decodes the example of the TIFF specification', () => {
  const codes = [256, 7, 258, 8, 8, 258, 6, 6, 257].map((code) => ({ code, width: 9 }))
  const target = new Uint8Array(12)
  const written = decodeLzw(packCodes(codes), target)
  expect([...target.subarray(0, written)]).toEqual([7, 7, 7, 8, 8, 7, 7, 6, 6])
})

test.each([false, true])(
  'decodes what an encoder wrote, through all code widths (low bits first: %s)',
  (old) => {
    let state = 1
    const input = Uint8Array.from({ length: 60_000 }, (_, i) => {
      state = (state * 1103515245 + 12345) & 0x7fffffff
      return i % 3 === 0 ? (state >> 16) & 255 : (state >> 20) & 3
    })
    const target = new Uint8Array(input.length)
    expect(decodeLzw(encodeLzw(input, old), target)).toBe(input.length)
    expect(target).toEqual(input)
  },
)

test('any bytes survive', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 1, maxLength: 2000 }), (input) => {
      const target = new Uint8Array(input.length)
      decodeLzw(encodeLzw(input), target)
      expect(target).toEqual(input)
    }),
    { numRuns: 50 },
  )
})

test('stops at the length that was asked for and at the end of the data', () => {
  const encoded = encodeLzw(new Uint8Array(1000).fill(9))
  expect(decodeLzw(encoded, new Uint8Array(10))).toBe(10)
  expect(decodeLzw(encoded, new Uint8Array(2000))).toBe(1000)
  expect(decodeLzw(new Uint8Array(0), new Uint8Array(5))).toBe(0)
})

test('refuses a code that no encoder could have written yet', () => {
  const codes = [256, 7, 300].map((code) => ({ code, width: 9 }))
  expect(() => decodeLzw(packCodes(codes), new Uint8Array(9))).toThrow(/LZW code 300/)
})
