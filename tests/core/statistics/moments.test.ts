import { expect, test } from 'vitest'
import { mean, standardDeviation, variance } from '../../../src-main/core/statistics/moments.ts'
import { psnr } from './w2s-rows.ts'

test('the mean of a list', () => {
  expect(mean([1, 2, 4])).toBe(7 / 3)
  expect(mean([])).toBeNaN()
})

test('variance and standard deviation divide by n - 1', () => {
  expect(variance([1, 2, 3, 4])).toBe(5 / 3)
  expect(standardDeviation([2, 4])).toBe(Math.SQRT2)
  expect(variance([1e9 + 1, 1e9 + 2, 1e9 + 3])).toBe(1)
})

test('one value has no variance, equal values have 0', () => {
  expect(variance([5])).toBeNaN()
  expect(variance([5, 5])).toBe(0)
})

test.each([
  ['noisy', 17.70393, 3.172128],
  ['n2vDefault', 22.46138, 4.873054],
  ['n2vFast', 22.29072, 5.139705],
  ['n2n', 25.29083, 4.032994],
] as const)('W2S %s: mean %f, SD %f', (tool, expectedMean, sd) => {
  expect(mean(psnr[tool])).toBeCloseTo(expectedMean, 5)
  expect(standardDeviation(psnr[tool])).toBeCloseTo(sd, 6)
})
