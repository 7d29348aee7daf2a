import { expect, test } from 'vitest'
import { covarianceOf, shrunkCovariance } from '../../../../src-main/core/trust/shift/covariance.ts'
import { table } from './tables.ts'

const rows = table([0, 0], [2, 2], [4, 1])

test('by hand, with n - 1 and with n', () => {
  expect([...covarianceOf(rows).matrix]).toEqual([4, 1, 1, 1])
  expect([...covarianceOf(rows, 0).matrix]).toEqual([8 / 3, 2 / 3, 2 / 3, 2 / 3])
})

test('one row has no covariance', () => {
  expect(() => covarianceOf(table([1, 2]))).toThrow('needs at least 2 rows; the table has 1')
})

test('shrinkage keeps the total variance and lies between the covariance and equal variances', () => {
  const { matrix, shrinkage } = shrunkCovariance(rows)
  expect(shrinkage).toBeGreaterThan(0)
  expect(shrinkage).toBeLessThanOrEqual(1)
  expect(matrix[0]! + matrix[3]!).toBeCloseTo(10 / 3, 12)
  expect(matrix[1]).toBeCloseTo(((1 - shrinkage) * 2) / 3, 12)
})

test('constant features shrink to themselves', () => {
  expect(shrunkCovariance(table([1, 1], [1, 1]))).toEqual({
    size: 2,
    matrix: new Float64Array(4),
    shrinkage: 0,
  })
})
