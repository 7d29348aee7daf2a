import { expect, test } from 'vitest'
import { effectSizes, signTest } from '../../../src-main/core/statistics/effect-size.ts'

test('effect sizes of paired differences', () => {
  // Walsh averages of 1, 2, 6: 1, 1.5, 3.5, 2, 4, 6
  expect(effectSizes([1, 2, 6])).toEqual({
    mean: 3,
    median: 2,
    cohenDz: 3 / Math.sqrt(7),
    hodgesLehmann: 2.75,
  })
})

test('the sign test leaves zeros out', () => {
  expect(signTest([1, 2, 3, -1, 0])).toEqual({ pos: 3, neg: 1, p: 0.625 })
  // (1 + 7 + 21) of 128, doubled
  expect(signTest([1, 1, 1, 1, 1, -1, -1])).toEqual({ pos: 5, neg: 2, p: 58 / 128 })
  expect(signTest([1, 2, 3, 4, 5])).toEqual({ pos: 5, neg: 0, p: 0.0625 })
  expect(signTest([-1, 1])).toEqual({ pos: 1, neg: 1, p: 1 })
  expect(signTest([0])).toEqual({ pos: 0, neg: 0, p: 1 })
})
