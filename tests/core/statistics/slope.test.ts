import { expect, test } from 'vitest'
import { slopeOf } from '../../../src-main/core/statistics/slope.ts'
import { pearson } from '../../../src-main/core/statistics/rank-correlation.ts'
import { expectClose } from './close.ts'

const x = [1, 2, 3, 4, 5]
const y = [2, 4, 5, 4, 5]

test('worked by hand: y = 2.2 + 0.6 x, standard error √0.08', () => {
  const line = slopeOf(x, y)!
  expectClose(line.slope, 0.6)
  expectClose(line.intercept, 2.2)
  // t(.975, 3) = 3.18245
  expect(line.upper).toBeCloseTo(0.6 + 3.18245 * Math.sqrt(0.08), 4)
  expect(line.lower).toBeCloseTo(0.6 - 3.18245 * Math.sqrt(0.08), 4)
})

test('the test of the slope is that of the correlation', () => {
  expectClose(slopeOf(x, y)!.p, pearson(x, y).p, 1e-9)
})

test('a line without residuals: certain, or flat', () => {
  expect(slopeOf([1, 2, 3], [2, 4, 6])).toMatchObject({ slope: 2, p: 0 })
  expect(slopeOf([1, 2, 3], [5, 5, 5])).toMatchObject({ slope: 0, p: 1 })
})

test('two points, or one place, have no slope to test', () => {
  expect(slopeOf([1, 2], [1, 2])).toBeNull()
  expect(slopeOf([2, 2, 2], [1, 2, 3])).toBeNull()
})
