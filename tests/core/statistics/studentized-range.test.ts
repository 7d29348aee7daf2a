import { expect, test } from 'vitest'
import {
  studentizedRangeQuantile,
  studentizedRangeSf,
} from '../../../src-main/core/statistics/studentized-range.ts'
import { normalSf } from '../../../src-main/core/statistics/normal.ts'
import { expectClose } from './close.ts'

test('upper tail and quantile with infinite degrees of freedom (scipy studentized_range)', () => {
  expectClose(studentizedRangeSf(3.3, 3), 0.05131090641818992, 1e-10)
  expectClose(studentizedRangeSf(1, 4), 0.8943255121281808, 1e-10)
  expectClose(studentizedRangeSf(5, 6), 0.0054503968461305785, 1e-10)
  expectClose(studentizedRangeQuantile(0.95, 5), 3.857655510378623, 1e-8)
})

test('the range of two values is a normal difference', () => {
  expectClose(studentizedRangeSf(2.5, 2), 2 * normalSf(2.5 / Math.SQRT2), 1e-10)
  expect(studentizedRangeSf(0, 4)).toBe(1)
})
