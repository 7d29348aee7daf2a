import { expect, test } from 'vitest'
import {
  basicInterval,
  bcaInterval,
  drawIndices,
  jackknife,
  percentileInterval,
  resampled,
  standardError,
} from '../../../src-main/core/statistics/bootstrap.ts'
import { mean } from '../../../src-main/core/statistics/moments.ts'
import { median } from '../../../src-main/core/statistics/quantile.ts'
import { expectClose } from './close.ts'
import { differencesOf } from './w2s-rows.ts'

test('draws rows of indices, the same for the same seed', () => {
  const indices = drawIndices(5, 100, 9)
  expect(indices.length).toBe(500)
  expect(Math.max(...indices)).toBe(4)
  expect(Math.min(...indices)).toBe(0)
  expect(drawIndices(5, 100, 9)).toEqual(indices)
  expect(drawIndices(5, 100, 10)).not.toEqual(indices)
})

test('applies the statistic to every row', () => {
  expect([...resampled([10, 20, 30], [0, 0, 1, 2, 2, 2])]).toEqual([40 / 3, 30])
  expect([...resampled([10, 20, 30], [0, 0, 1, 2, 1, 0], median)]).toEqual([10, 20])
})

test('leaves one value out in turn', () => {
  expect(jackknife([1, 2, 6])).toEqual([4, 3.5, 1.5])
  expect(jackknife([1, 2, 6], (values) => values.length)).toEqual([2, 2, 2])
})

const drawn = Float64Array.of(5, 1, 2, 3, 4)

test('percentile and basic intervals of known draws', () => {
  expect(percentileInterval(drawn, 0.5)).toEqual({ lower: 2, upper: 4 })
  expect(basicInterval(drawn, 3.5, 0.5)).toEqual({ lower: 3, upper: 5 })
  expect([...drawn]).toEqual([5, 1, 2, 3, 4])
})

test('standard error of the draws', () => {
  expectClose(standardError(drawn), Math.sqrt(2.5))
})

test('BCa without bias and skewness is the percentile interval', () => {
  const bca = bcaInterval(drawn, 3, [1, 2, 3], 0.5)
  expect(bca.bias).toBeCloseTo(0, 14)
  expect(bca.acceleration).toBe(0)
  expect(bca.lower).toBeCloseTo(2, 12)
  expect(bca.upper).toBeCloseTo(4, 12)
})

test('BCa constants: ties count half, acceleration from the jackknife', () => {
  // 3 of 5 below 3.5 -> Φ⁻¹(0.6); influences -1, -1, 2: 6 / (6 · 6^1.5)
  const bca = bcaInterval(drawn, 3.5, [3, 3, 0], 0.9)
  expectClose(bca.bias, 0.2533471031357997)
  expectClose(bca.acceleration, 6 ** -1.5)
  expect(bcaInterval(drawn, 4, [1, 1], 0.9).bias).toBeCloseTo(0.5244005127080409, 12)
  expect(bcaInterval(drawn, 4, [1, 1], 0.9).acceleration).toBe(0)
})

test('W2S N2N - default: percentile [1.89, 4.03] and BCa [2.04, 4.39] differ by one outlier', () => {
  const values = differencesOf('n2n', 'n2vDefault')
  const sample = resampled(values, drawIndices(values.length, 20_000, 1))
  const percentile = percentileInterval(sample, 0.95)
  expect(Math.abs(percentile.lower - 1.89)).toBeLessThan(0.03)
  expect(Math.abs(percentile.upper - 4.03)).toBeLessThan(0.03)
  const bca = bcaInterval(sample, mean(values), jackknife(values), 0.95)
  expect(Math.abs(bca.lower - 2.04)).toBeLessThan(0.03)
  expect(Math.abs(bca.upper - 4.39)).toBeLessThan(0.05)
})
