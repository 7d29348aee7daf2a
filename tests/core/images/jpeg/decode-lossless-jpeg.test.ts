import { expect, test } from 'vitest'
import { decodeLosslessJpeg } from '../../../../src-main/core/images/jpeg/decode-lossless-jpeg.ts'
import { createRandom } from '../../../contract/small-dataset.ts'
import { encodeLosslessJpeg } from './encode-lossless-jpeg.ts'

const largest = 2 ** 20

function noise(count: number, bits: number): Uint16Array {
  const random = createRandom(bits)
  return Uint16Array.from({ length: count }, () => Math.floor(random() * 2 ** bits))
}

test.each([1, 2, 3, 4, 5, 6, 7])('predictor %i gives every value back', (predictor) => {
  for (const [bits, components] of [
    [16, 1],
    [12, 3],
    [8, 1],
    [2, 1],
  ] as const) {
    const options = { width: 13, height: 9, components, bits, predictor }
    const pixels = noise(13 * 9 * components, bits)
    const found = decodeLosslessJpeg(encodeLosslessJpeg(pixels, options), largest)
    expect(found).toEqual({ width: 13, height: 9, components, bits, data: pixels })
  }
})

test('restart intervals of whole rows start prediction afresh', () => {
  const options = {
    width: 8,
    height: 6,
    components: 1,
    bits: 16,
    predictor: 4,
    restartInterval: 16,
  }
  const pixels = noise(48, 16)
  expect(decodeLosslessJpeg(encodeLosslessJpeg(pixels, options), largest).data).toEqual(pixels)
})

test('a point transform leaves the low bits out', () => {
  const options = { width: 8, height: 6, components: 1, bits: 12, predictor: 1, pointTransform: 2 }
  const pixels = noise(48, 12)
  const found = decodeLosslessJpeg(encodeLosslessJpeg(pixels, options), largest).data
  expect(found).toEqual(pixels.map((value) => value & ~3))
})

test('damage and sizes beyond the limit are errors', () => {
  const options = { width: 8, height: 6, components: 1, bits: 12, predictor: 1 }
  const stream = encodeLosslessJpeg(noise(48, 12), options)
  expect(() => decodeLosslessJpeg(stream, 95)).toThrow('too many pixels')
  expect(() => decodeLosslessJpeg(stream.slice(0, -20), largest)).toThrow('ends early')
  expect(() => decodeLosslessJpeg(Uint8Array.of(0xff, 0xd8), largest)).toThrow('no lossless frame')
})
