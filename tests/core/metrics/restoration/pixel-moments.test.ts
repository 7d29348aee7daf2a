import { expect, test } from 'vitest'
import {
  meanOf,
  meanSquareOf,
  momentsOf,
  rangeOf,
} from '../../../../src-main/core/metrics/restoration/pixel-moments.ts'

test('moments of two short lists, by hand', () => {
  expect(momentsOf(Float64Array.of(1, 2, 6), Float64Array.of(2, 2, 5))).toEqual({
    truthMean: 3,
    predictionMean: 3,
    truthSquares: 14,
    predictionSquares: 6,
    crossed: 9,
  })
})

test('means, mean squares and ranges over more than one block', () => {
  const pixels = Float32Array.from({ length: 2500 }, (_, i) => i)
  expect(meanOf(pixels)).toBe(1249.5)
  expect(meanSquareOf(pixels)).toBe((2499 * 4999) / 6)
  expect(rangeOf(pixels)).toBe(2499)
  const moments = momentsOf(
    pixels,
    pixels.map((value) => -2 * value),
  )
  expect(moments.truthSquares).toBe((2500 * (2500 ** 2 - 1)) / 12)
  expect(moments.crossed).toBe(-2 * moments.truthSquares)
  expect(moments.predictionSquares).toBe(4 * moments.truthSquares)
})

test('ranges with negative pixels, of one pixel, of none', () => {
  expect(rangeOf(Float64Array.of(-3, 2, -5))).toBe(7)
  expect(rangeOf(Float64Array.of(4))).toBe(0)
  expect(rangeOf(new Float64Array(0))).toBeNaN()
  expect(meanOf(new Float64Array(0))).toBeNaN()
})
