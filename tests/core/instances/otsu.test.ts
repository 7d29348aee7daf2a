import { expect, test } from 'vitest'
import { otsuThreshold } from '../../../src-main/core/instances/otsu.ts'
import { formulaImage, reference } from '../../fixtures/instances/reference.ts'

const image = formulaImage(9, 12).data

test('agrees with scikit-image on 8- and 16-bit integers', () => {
  expect(otsuThreshold(image, 'integer')).toBe(reference.otsu.uint8)
  expect(
    otsuThreshold(
      image.map((value) => value * 200),
      'integer',
    ),
  ).toBe(reference.otsu.uint16times200)
})

test('agrees with scikit-image on real values', () => {
  expect(
    otsuThreshold(
      image.map((value) => value / 7 - 3),
      'real',
    ),
  ).toBe(reference.otsu.real)
  expect(otsuThreshold(image.map(Math.sqrt), 'real')).toBeCloseTo(reference.otsu.sqrt, 12)
})

test('splits two clusters between them, by hand', () => {
  expect(otsuThreshold([0, 0, 0, 10, 10], 'integer')).toBe(0)
})

test('returns the value of a constant image, so that nothing lies above it', () => {
  expect(otsuThreshold([4, 4, 4], 'integer')).toBe(4)
  expect(otsuThreshold([0.5, 0.5], 'real')).toBe(0.5)
})

test('bins integers of a wide range like real values instead of one bin each', () => {
  const wide = [0, 1, 4_000_000_000, 4_000_000_001]
  expect(otsuThreshold(wide, 'integer')).toBe(otsuThreshold(wide, 'real'))
})

test('refuses NaN and infinity, naming the pixel', () => {
  expect(() => otsuThreshold([1, NaN], 'real')).toThrow(/pixel 1 is NaN/)
  expect(() => otsuThreshold([Infinity, 1], 'real')).toThrow(/pixel 0 is Infinity/)
})
