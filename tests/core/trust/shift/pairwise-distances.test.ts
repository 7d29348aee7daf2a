import { expect, test } from 'vitest'
import {
  gammaOfWidth,
  medianDistance,
  squaredEnergyDistance,
  squaredMmd,
} from '../../../../src-main/core/trust/shift/pairwise-distances.ts'
import { table } from './tables.ts'

const x = table([0], [2])
const y = table([4])

test('the median of the distances 2, 2 and 4', () => {
  expect(medianDistance(x, y)).toBe(2)
})

test('the kernel by hand', () => {
  const k = (d: number): number => Math.exp(-0.5 * d * d)
  const { biased, unbiased } = squaredMmd(x, table([4], [5]), 0.5)
  const crossed = (k(4) + k(5) + k(2) + k(3)) / 2
  expect(biased).toBeCloseTo((2 + 2 * k(2)) / 4 + (2 + 2 * k(1)) / 4 - crossed, 14)
  expect(unbiased).toBeCloseTo(k(2) + k(1) - crossed, 14)
  expect(gammaOfWidth(1)).toBe(0.5)
})

test('one row alone has no unbiased estimate', () => {
  expect(squaredMmd(x, y, 1).unbiased).toBeNaN()
})

test('the energy distance by hand: 2 · 3 - 1 - 0', () => {
  expect(squaredEnergyDistance(x, y)).toBe(5)
})

test('refuses more rows than their distances fit in memory', () => {
  const many = { rows: 5000, columns: 1, values: new Float64Array(5000) }
  expect(() => medianDistance(many, x)).toThrow('5002 rows together')
})
