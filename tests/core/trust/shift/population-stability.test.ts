import { expect, test } from 'vitest'
import { populationStability } from '../../../../src-main/core/trust/shift/population-stability.ts'

test('two bins by hand: half and half against one and three quarters', () => {
  expect(populationStability([1, 2, 3, 4], [1, 3, 4, 9], 2)).toBeCloseTo(
    (0.25 - 0.5) * Math.log(0.25 / 0.5) + (0.75 - 0.5) * Math.log(0.75 / 0.5),
    14,
  )
})

test('a sample that leaves a bin empty is far and not infinitely far', () => {
  expect(populationStability([1, 2, 3, 4], [8, 9], 2)).toBeCloseTo(
    (1e-4 - 0.5) * Math.log(1e-4 / 0.5) + 0.5 * Math.log(2),
    12,
  )
})

test('the reference against itself is 0, ties or not', () => {
  expect(populationStability([1, 1, 1, 2], [1, 1, 1, 2])).toBe(0)
})

test.each([0, 1.5, 2000])('refuses %d bins', (bins) => {
  expect(() => populationStability([1], [1], bins)).toThrow('whole number up to 1000')
})
