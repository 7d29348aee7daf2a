import { expect, test } from 'vitest'
import { frechetDistance } from '../../../../src-main/core/trust/shift/frechet-distance.ts'
import { table } from './tables.ts'

test('one feature: squared difference of means and of standard deviations', () => {
  const distance = frechetDistance(table([-1], [1]), table([3], [9]))
  expect(distance).toBeCloseTo(36 + (Math.sqrt(18) - Math.sqrt(2)) ** 2, 12)
})

test('a table against itself is 0, against itself moved the squared way', () => {
  const rows = [
    [0, 1],
    [2, 2],
    [5, 1],
    [1, 7],
  ]
  expect(frechetDistance(table(...rows), table(...rows))).toBeCloseTo(0, 12)
  const moved = rows.map(([a = 0, b = 0]) => [a + 3, b + 4])
  expect(frechetDistance(table(...rows), table(...moved))).toBeCloseTo(25, 11)
})
