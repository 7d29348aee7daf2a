import { expect, test } from 'vitest'
import { pixelErrors } from '../../../../src-main/core/metrics/restoration/pixel-errors.ts'

test('MSE, RMSE and MAE by hand', () => {
  expect(pixelErrors(Float64Array.of(1, 2, 3, 4), Float64Array.of(1, 0, 6, 1))).toEqual({
    meanSquared: 5.5,
    rootMeanSquared: Math.sqrt(5.5),
    meanAbsolute: 2,
  })
})

test('covers every block of a large image', () => {
  const zeros = new Float64Array(3000)
  const ramp = Float64Array.from({ length: 3000 }, (_, i) => -i)
  const { meanSquared, meanAbsolute } = pixelErrors(zeros, ramp)
  expect(meanAbsolute).toBe(2999 / 2)
  expect(meanSquared).toBe((2999 * 5999) / 6)
})

test('no pixels, no error', () => {
  expect(pixelErrors(new Float64Array(0), new Float64Array(0)).meanSquared).toBeNaN()
})
