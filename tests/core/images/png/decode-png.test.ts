import { deflateSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { decodePng } from '../../../../src-main/core/images/png/decode-png.ts'
import type { PngHeader } from '../../../../src-main/core/images/png/png-chunks.ts'

const gray = (width: number, height: number, bits: number, interlaced = false): PngHeader => ({
  width,
  height,
  bits,
  color: 'gray',
  samples: 1,
  interlaced,
})

test.each([
  [1, [0b10110000], [1, 0, 1, 1]],
  [2, [0b00011011], [0, 1, 2, 3]],
  [4, [0x1f, 0x0a], [1, 15, 0, 10]],
  [8, [1, 2, 3, 255], [1, 2, 3, 255]],
  [16, [1, 2, 0, 5, 255, 255, 128, 0], [258, 5, 65535, 32768]],
])('%d bits are unpacked without scaling', (bits, bytes, expected) => {
  const data = deflateSync(Uint8Array.of(0, ...bytes))
  expect([...decodePng('f', gray(4, 1, bits), data)]).toEqual(expected)
})

test.each([8, 16, 1])('interlaced passes land where Adam7 puts them (%d bits)', (bits) => {
  const [width, height] = [9, 5]
  const value = (y: number, x: number): number => (y * 23 + x * 7) & (bits === 1 ? 1 : 255)
  const passes = [
    [0, 0, 8, 8],
    [0, 4, 8, 8],
    [4, 0, 8, 4],
    [0, 2, 4, 4],
    [2, 0, 4, 2],
    [0, 1, 2, 2],
    [1, 0, 2, 1],
  ] as const
  const bytes: number[] = []
  for (const [y0, x0, stepY, stepX] of passes) {
    for (let y = y0; y < height; y += stepY) {
      const row: number[] = []
      for (let x = x0; x < width; x += stepX) row.push(value(y, x))
      if (row.length === 0) continue
      const text = row.map((v) => v.toString(2).padStart(bits, '0')).join('')
      const padded = text.padEnd(Math.ceil(text.length / 8) * 8, '0')
      bytes.push(0, ...padded.match(/.{8}/g)!.map((byte) => parseInt(byte, 2)))
    }
  }
  const pixels = decodePng(
    'f',
    gray(width, height, bits, true),
    deflateSync(Uint8Array.from(bytes)),
  )
  const expected = Array.from({ length: 45 }, (_, i) => value(Math.floor(i / 9), i % 9))
  expect([...pixels]).toEqual(expected)
})

test('too little, damaged and impossible data are corrupt', () => {
  expect(() => decodePng('f', gray(4, 2, 8), deflateSync(Uint8Array.of(0, 1)))).toThrow(
    /2 bytes, and 10 are needed/,
  )
  expect(() => decodePng('f', gray(4, 1, 8), Uint8Array.of(1, 2, 3))).toThrow(/cannot be decoded/)
  expect(() => decodePng('f', gray(4, 1, 8), deflateSync(Uint8Array.of(9, 1, 2, 3, 4)))).toThrow(
    /filter/,
  )
  const bomb = gray(60_000, 60_000, 16)
  expect(() => decodePng('f', bomb, deflateSync(new Uint8Array(100)))).toThrow(
    /7200060000 bytes of pixels/,
  )
})

test('a stream that goes on far beyond the image is refused', () => {
  const long = deflateSync(new Uint8Array(10 * 2 ** 20))
  expect(() => decodePng('f', gray(4, 1, 8), long)).toThrow(/cannot be decoded/)
})
