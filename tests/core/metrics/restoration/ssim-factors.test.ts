import { expect, test } from 'vitest'
import { factorsOf } from '../../../../src-main/core/metrics/restoration/ssim-factors.ts'
import { uniformWindow } from '../../../../src-main/core/metrics/restoration/ssim-window.ts'

test('constants follow from the data range, the correction from the pixels in the window', () => {
  const parameters = { dataRange: 10, window: uniformWindow(3), sampleCovariance: true }
  const plane = factorsOf(parameters, 2, 5)
  expect(plane.c1).toBeCloseTo(0.01, 15)
  expect(plane.c2).toBeCloseTo(0.09, 15)
  expect(plane.unbiased).toBe(9 / 8)
  expect(plane.shift).toBe(5)
  expect(factorsOf(parameters, 3, 5).unbiased).toBe(27 / 26)
  expect(factorsOf({ ...parameters, sampleCovariance: false, k1: 1 }, 2, 0)).toMatchObject({
    c1: 100,
    unbiased: 1,
  })
})
