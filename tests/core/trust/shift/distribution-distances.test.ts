import { expect, test } from 'vitest'
import {
  energyDistance,
  wassersteinDistance,
} from '../../../../src-main/core/trust/shift/distribution-distances.ts'

test('a sample moved by 2 is 2 away, whatever its shape', () => {
  const values = [0, 1, 1, 5]
  expect(
    wassersteinDistance(
      values,
      values.map((value) => value + 2),
    ),
  ).toBeCloseTo(2, 14)
})

test('samples of unlike lengths: {0} and {0, 2} differ by half their distance', () => {
  expect(wassersteinDistance([0], [0, 2])).toBe(1)
})

test('the energy distance of two points is the root of twice their distance', () => {
  expect(energyDistance([0], [3])).toBeCloseTo(Math.sqrt(6), 14)
})

test('the energy distance is that of its means over all pairs', () => {
  const [x, y] = [
    [0.2, 1.5, 2.5, 2.5],
    [0, 2.5, 4],
  ]
  const mean = (a: readonly number[], b: readonly number[]): number =>
    a.flatMap((p) => b.map((q) => Math.abs(p - q))).reduce((s, d) => s + d, 0) / a.length / b.length
  const squared = 2 * mean(x, y) - mean(x, x) - mean(y, y)
  expect(energyDistance(x, y)).toBeCloseTo(Math.sqrt(squared), 12)
})

test('equal samples are 0 apart', () => {
  expect(wassersteinDistance([3, 1], [1, 3])).toBe(0)
  expect(energyDistance([3, 1], [1, 3])).toBe(0)
})
