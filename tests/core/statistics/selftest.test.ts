import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { statisticsCase } from '../../../src-main/core/statistics/selftest.ts'
import { agrees, readReference, type ReferenceEntry } from '../metrics/restoration/reference.ts'

const folder = join(import.meta.dirname, '../../../../shared/reference')
const present = existsSync(folder)

describe.skipIf(!present)('statistics equal their references (needs ../shared/reference)', () => {
  const cases = present ? readReference(folder, 'statistics') : []
  test.each(cases.map((one) => [one.id, one] as const))('%s', (_id, one) => {
    const values = statisticsCase(one.arrays, one)
    for (const [name, entry] of Object.entries<ReferenceEntry>(one.expected)) {
      expect(values, name).toHaveProperty([name])
      expect(agrees(values[name], entry, one, folder), `${one.id} ${name}`).toBe(true)
    }
  })
})

const names = (...asked: string[]) => Object.fromEntries(asked.map((name) => [name, {}]))
const list = (...data: number[]) => ({ shape: [data.length], data })

test('computes what is asked for and leaves out what it does not know', () => {
  const values = statisticsCase(
    { p: list(0.01, 0.04) },
    { kwargs: { test: 'correction' }, expected: names('holm', 'unheard-of') },
  )
  expect(values).toEqual({ holm: { p: [0.02, 0.04], reject: [true, true] } })
})

test('takes alpha from the case', () => {
  const values = statisticsCase(
    { p: list(0.01, 0.04) },
    { kwargs: { test: 'correction', alpha: 0.03 }, expected: names('bonferroni') },
  )
  expect(values.bonferroni).toEqual({ p: [0.02, 0.08], reject: [true, false] })
})

test('an unknown test has no values', () => {
  expect(statisticsCase({}, { kwargs: { test: 'tarot' }, expected: names('p') })).toEqual({})
})

test('paired names', () => {
  const values = statisticsCase(
    { x: list(3, 2, 5, 4), y: list(1, 1, 1, 5) },
    {
      kwargs: { test: 'paired' },
      expected: names('n_zero_differences', 'rank_sums_wilcox', 'exact_greater', 'mean_difference'),
    },
  )
  expect(values).toEqual({
    n_zero_differences: 0,
    rank_sums_wilcox: { plus: 8.5, minus: 1.5 },
    exact_greater: { statistic: 8.5, p: 0.1875 },
    mean_difference: 1.5,
  })
})

test('writes NaN and infinities as words', () => {
  const values = statisticsCase(
    { x: list(2, 2), y: list(1, 1) },
    { kwargs: { test: 'paired' }, expected: names('cohen_dz', 'ttest_rel') },
  )
  expect(values).toEqual({ cohen_dz: 'Infinity', ttest_rel: { statistic: 'Infinity', p: 0 } })
})
