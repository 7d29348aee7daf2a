import { expect, test } from 'vitest'
import { holm } from '../../../src-main/core/statistics/holm.ts'

test('multiplies the k-th smallest p by m - k + 1, never falling', () => {
  expect(holm([0.01, 0.04, 0.03])).toEqual([0.03, 0.06, 0.06])
  expect(holm([0.5, 0.001, 0.6])).toEqual([1, 0.003, 1])
  expect(holm([])).toEqual([])
  expect(holm([0.2])).toEqual([0.2])
})

test('W2S, six pairs: five times .01171875 and .375', () => {
  const p = 0.001953125
  const adjusted = 0.01171875
  expect(holm([p, p, p, 0.375, p, p])).toEqual([
    adjusted,
    adjusted,
    adjusted,
    0.375,
    adjusted,
    adjusted,
  ])
})
