import { expect, test } from 'vitest'
import { pooledUnits } from '../../../src-main/core/statistics/pooled-units.ts'

const one = (name: string, sample: string | null, answer: number | null) => ({
  case: name,
  sample,
  answer,
})

test('cases of a sample are one unit, in an order that does not hang on that of the cases', () => {
  const cases = [one('c', 'm2', 3), one('b', 'm1', 2), one('a', 'm2', 1)]
  const { unit, groups } = pooledUnits(cases)
  expect([unit, groups]).toEqual(['sample', [[2], [1, 3]]])
  expect(pooledUnits(cases.toReversed()).groups).toEqual(groups)
})

test('failed cases are counted and take no part', () => {
  expect(pooledUnits([one('a', null, 1), one('b', null, null)])).toEqual({
    unit: 'image',
    groups: [[1]],
    failed: 1,
  })
})
