import { expect, test } from 'vitest'
import { covarianceOf } from '../../../../src-main/core/trust/shift/covariance.ts'
import {
  covarianceRank,
  mahalanobisTail,
  squaredMahalanobis,
} from '../../../../src-main/core/trust/shift/mahalanobis.ts'
import { table } from './tables.ts'

test('features that vary alone: squared standard deviations add up', () => {
  const reference = table([-1, 0], [1, 0], [0, -2], [0, 2])
  const [distance] = squaredMahalanobis(reference, table([1, 2]), covarianceOf(reference))
  expect(distance).toBeCloseTo(1 / (2 / 3) + 4 / (8 / 3), 12)
})

test('a feature that repeats another adds nothing', () => {
  const reference = table([0, 0], [1, 1], [2, 2], [5, 5])
  const covariance = covarianceOf(reference)
  expect(covarianceRank(covariance)).toBe(1)
  const [distance] = squaredMahalanobis(reference, table([4, 4]), covariance)
  expect(distance).toBeCloseTo((4 - 2) ** 2 / (14 / 3), 10)
})

test('the tail of two features is exponential', () => {
  expect(mahalanobisTail(3, 2)).toBeCloseTo(Math.exp(-1.5), 13)
})

test('refuses tables of unlike features', () => {
  const reference = table([0, 0], [1, 3])
  expect(() => squaredMahalanobis(reference, table([1]), covarianceOf(reference))).toThrow(
    'must be the same features',
  )
})
