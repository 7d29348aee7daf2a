import { expect, test } from 'vitest'
import { averageRanks, tieSizes } from '../../../src-main/core/statistics/rank.ts'

test('ranks from 1, ties share the mean of their places', () => {
  expect(averageRanks([30, 10, 20])).toEqual([3, 1, 2])
  expect(averageRanks([2, 1, 2, 2, 0])).toEqual([4, 2, 4, 4, 1])
  expect(averageRanks([])).toEqual([])
})

test('sizes of tied groups', () => {
  expect(tieSizes([1, 2, 2, 3, 3, 3]).sort()).toEqual([2, 3])
  expect(tieSizes([1, 2])).toEqual([])
})

test('comes to an end whatever it is given', () => {
  expect(averageRanks([NaN, NaN])).toHaveLength(2)
})
