import { expect, test } from 'vitest'
import { readCoefficients } from '../../../../src-main/core/images/jpeg/coefficients.ts'
import { cmykJpeg, progressiveJpeg, tinyJpeg } from './tiny-jpeg.ts'

test('a progressive stream holds the coefficients of the sequential one', () => {
  const plain = readCoefficients(tinyJpeg)
  const progressive = readCoefficients(progressiveJpeg)
  expect(progressive).toEqual(plain)
})

test('components keep their sampling and fill whole units of the scan', () => {
  const { width, height, bits, maxAcross, maxDown, components } = readCoefficients(tinyJpeg)
  expect({ width, height, bits, maxAcross, maxDown }).toEqual({
    ...{ width: 16, height: 8, bits: 8, maxAcross: 2, maxDown: 2 },
  })
  const sizes = components.map((one) => [one.across, one.down, one.width, one.height])
  expect(sizes).toEqual([
    [2, 2, 16, 8],
    [1, 1, 8, 4],
    [1, 1, 8, 4],
  ])
  expect(components.map((one) => one.coefficients.length)).toEqual([256, 64, 64])
  expect(components[0]!.factors?.[0]).toBe(6)
  expect(readCoefficients(cmykJpeg).components).toHaveLength(4)
})

test('absurd headers are errors', () => {
  const frame = tinyJpeg.findIndex((byte, i) => byte === 0xff && tinyJpeg[i + 1] === 0xc0)
  const changed = (offset: number, value: number): Uint8Array => {
    const copy = tinyJpeg.slice()
    copy[frame + offset] = value
    return copy
  }
  expect(() => readCoefficients(changed(9, 9))).toThrow('9 components')
  expect(() => readCoefficients(changed(11, 0x50))).toThrow('sampling factors')
  expect(() => readCoefficients(changed(6, 0))).toThrow('of 0 x 16 pixels')
  expect(() => readCoefficients(changed(10, 77))).toThrow('not there')
  expect(() => readCoefficients(tinyJpeg.slice(0, frame))).toThrow('no scan')
})

test('any change of a byte gives coefficients or an error, and ends', () => {
  for (let at = 2; at < progressiveJpeg.length; at++) {
    const copy = progressiveJpeg.slice()
    copy[at]! ^= 0x15
    const frame = copy.findIndex((byte, i) => byte === 0xff && copy[i + 1] === 0xc2)
    if (at >= frame + 5 && at <= frame + 8) continue // sizes: the caller looks at them
    try {
      expect(readCoefficients(copy).components.length).toBeGreaterThan(0)
    } catch (error) {
      expect((error as Error).message).toMatch(/^(it|its|a|the|byte) /)
    }
  }
})
