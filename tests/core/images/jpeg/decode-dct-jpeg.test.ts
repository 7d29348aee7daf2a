import { expect, test } from 'vitest'
import { decodeDctJpeg } from '../../../../src-main/core/images/jpeg/decode-dct-jpeg.ts'
import { decodeJpeg } from '../../../../src-main/core/images/jpeg/decode-jpeg.ts'
import { jpegSegments } from '../../../../src-main/core/images/jpeg/jpeg-markers.ts'
import { cmykJpeg, progressiveJpeg, tinyJpeg, twelveBitJpeg } from './tiny-jpeg.ts'

test('equals libjpeg-turbo to the last bit, sequential and progressive, in both colour models', async () => {
  for (const stream of [tinyJpeg, progressiveJpeg])
    for (const isYCbCr of [true, false])
      expect(decodeDctJpeg(stream, isYCbCr)).toEqual(await decodeJpeg(stream, isYCbCr))
})

test('12 bits: sixteen times the coefficients give sixteen times the values', async () => {
  const { width, height, components, data } = decodeDctJpeg(twelveBitJpeg(), true)
  expect([width, height, components]).toEqual([16, 8, 3])
  expect(data).toBeInstanceOf(Uint16Array)
  const eight = (await decodeJpeg(tinyJpeg, true)).data
  let furthest = 0
  for (const [i, value] of eight.entries())
    if (value > 0 && value < 255) furthest = Math.max(furthest, Math.abs(data[i]! - 16 * value))
  expect(furthest).toBeLessThanOrEqual(40) // rounded before colours are mixed, and after
  expect(Math.max(...data)).toBeGreaterThan(3900)
})

test('four components stay as they are stored, or turn from YCCK to CMYK', () => {
  const { components, data } = decodeDctJpeg(cmykJpeg, false)
  expect(components).toBe(4)
  // 255 minus what Pillow 9.4 gives, which turns Adobe's CMYK round
  expect([...data.slice(0, 8)]).toEqual([255, 255, 127, 0, 238, 255, 127, 17])
  expect([...data.slice(-4)]).toEqual([14, 44, 127, 241])
  // luma 14, blue 44 - 128, red 127 - 128: red 13, green 44, blue below 0
  expect([...decodeDctJpeg(cmykJpeg, true).data.slice(-4)]).toEqual([242, 211, 255, 241])
})

test('damage is an error in words', () => {
  expect(() => decodeDctJpeg(tinyJpeg.slice(0, -20), true)).toThrow('ends early')
  const without = (marker: number): Uint8Array => {
    const segments = jpegSegments(tinyJpeg)
    const kept = segments.filter((segment) => segment.marker !== marker)
    return new Uint8Array(
      Buffer.concat([
        tinyJpeg.subarray(0, 2),
        ...kept.map(({ at, end }) => tinyJpeg.subarray(at, end)),
        tinyJpeg.subarray(segments.at(-1)!.end),
      ]),
    )
  }
  expect(() => decodeDctJpeg(without(0xdb), true)).toThrow('quantisation table is missing')
  expect(() => decodeDctJpeg(without(0xc4), true)).toThrow('Huffman table is missing')
  expect(() => decodeDctJpeg(without(0xc0), true)).toThrow('no frame header')
})
