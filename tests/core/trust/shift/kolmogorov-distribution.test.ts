import { expect, test } from 'vitest'
import { kolmogorovSf } from '../../../../src-main/core/trust/shift/kolmogorov-distribution.ts'

test.each([
  [5, 0.3, 0.664],
  [38, 0.2, 0.08283152442634079],
  [100, 0.1, 0.2526927570063874],
  [140, 0.05, 0.8576480297656114],
  [150, 0.1, 0.09292132232164585],
  [150, 0.13, 0.011384007000017337],
  [2000, 0.03, 0.05354694793932557],
  [100_000, 0.004, 0.08130148920222469],
  [10, 0.06, 0.9999999999628411],
  [10, 0.95, 1.9531250000000172e-13],
])('the tail of %i values at %d is that of SciPy kstwo', (n, d, expected) => {
  expect(Math.abs(kolmogorovSf(n, d) - expected)).toBeLessThan(1e-11)
})

test('nothing is nearer than half a step, nothing farther than 1', () => {
  expect(kolmogorovSf(10, 0.05)).toBe(1)
  expect(kolmogorovSf(10, 0)).toBe(1)
  expect(kolmogorovSf(10, 1)).toBe(0)
})

test('one value: D is uniform on [1/2, 1]', () => {
  for (const d of [0.5, 0.6, 0.75, 0.99]) expect(kolmogorovSf(1, d)).toBeCloseTo(2 * (1 - d), 12)
})
