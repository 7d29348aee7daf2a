import { expect, test } from 'vitest'
import { median, quantile, quantileSorted } from '../../../src-main/core/statistics/quantile.ts'
import { psnr } from './w2s-rows.ts'

test('interpolates linearly between order statistics (R-7)', () => {
  expect(quantile([4, 1, 3, 2], 0.25)).toBe(1.75)
  expect(quantile([4, 1, 3, 2], 0.9)).toBeCloseTo(3.7, 14)
  expect(quantile([10, 20], 0.5)).toBe(15)
  expect(quantile([7], 0.3)).toBe(7)
})

test('is exact at both ends and leaves its input alone', () => {
  const values = [0.3, 0.1, 0.2]
  expect(quantile(values, 0)).toBe(0.1)
  expect(quantile(values, 1)).toBe(0.3)
  expect(values).toEqual([0.3, 0.1, 0.2])
})

test('interpolates from the nearer side', () => {
  expect(quantileSorted([0.1, 0.7], 0.9)).toBe(0.7 - (0.7 - 0.1) * (1 - 0.9))
  expect(quantileSorted([0.1, 0.7], 0.5)).toBe(0.39999999999999997)
  expect(quantileSorted([0.1, 0.7], 0.2)).toBe(0.22)
})

test('has no quantile of nothing, and refuses probabilities outside 0 to 1', () => {
  expect(quantile([], 0.5)).toBeNaN()
  expect(() => quantile([1], 1.01)).toThrow(
    expect.objectContaining({
      code: 'bad-options',
      message: 'A quantile needs a probability between 0 and 1, not 1.01.',
    }),
  )
  expect(() => quantile([1], -0.01)).toThrow('between 0 and 1')
  expect(() => quantile([1], NaN)).toThrow('not NaN')
})

test.each([
  ['noisy', 17.2509],
  ['n2vDefault', 23.81045],
  ['n2vFast', 23.0359],
  ['n2n', 26.03365],
] as const)('W2S %s: median %f', (tool, expected) => {
  expect(median(psnr[tool])).toBeCloseTo(expected, 10)
})
