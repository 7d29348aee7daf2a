import { expect, test } from 'vitest'
import {
  groupPercentiles,
  percentileOfSorted,
} from '../../../../src-main/core/models/processing/percentiles.ts'
import { channels } from './tensors.ts'

const sorted = Float64Array.from([10, 20, 30, 40])

test('linear interpolates between neighbours', () => {
  // numpy.percentile([10, 20, 30, 40], 40) = 22
  expect(percentileOfSorted(sorted, 40, 'linear')).toBeCloseTo(22, 12)
  expect(percentileOfSorted(sorted, 0, 'linear')).toBe(10)
  expect(percentileOfSorted(sorted, 100, 'linear')).toBe(40)
})

test('inverted_cdf returns a value that occurs', () => {
  // numpy.percentile([10, 20, 30, 40], p, method='inverted_cdf') for p = 25, 26, 0, 100
  expect([25, 26, 0, 100].map((p) => percentileOfSorted(sorted, p, 'inverted_cdf'))).toEqual([
    10, 20, 10, 40,
  ])
})

test('per channel, whatever the order of the values, and without changing them', () => {
  const tensor = channels([3, 1, 2], [30, 10, 20])
  const [low, high] = groupPercentiles(tensor, ['y', 'x'], [0, 50], 'linear')
  expect([...low!]).toEqual([1, 10])
  expect([...high!]).toEqual([2, 20])
  expect([...tensor.data]).toEqual([3, 1, 2, 30, 10, 20])
})

test('NaN in a group makes its percentiles NaN', () => {
  const [median] = groupPercentiles(channels([1, Number.NaN], [2, 4]), ['x'], [50], 'linear')
  expect([...median!]).toEqual([Number.NaN, 3])
})

test('between two values it is rounded from the nearer one, as numpy does', () => {
  // numpy.percentile([0.1, 0.2], 70); 0.1 + 0.1 * 0.7 is 0.16999999999999998
  expect(percentileOfSorted(Float64Array.of(0.1, 0.2), 70, 'linear')).toBe(0.17)
})
