import { expect, test } from 'vitest'
import type { Judgement } from '../../../src-main/core/review/judgements.ts'
import { ratingsOf } from '../../../src-main/core/review/ratings.ts'

const cases = ['a', 'b', 'c']
const comparison = { cases: cases.map((id) => ({ id, sample: null, scores: {} })) }

function rated(given: readonly (readonly [rater: number, at: number, level: number])[]) {
  return given.map(([rater, at, level], place): Judgement => ({
    ...{ rater, place, case: at, unit: `case ${cases[at]!}`, tools: [0], category: level - 1 },
    ...{ preferredFirst: null, repeats: null },
  }))
}

test('the mean is over cases, after the raters of one case', () => {
  const given = rated([
    [0, 0, 5],
    [1, 0, 3],
    [0, 1, 2],
    [0, 2, 3],
  ])
  const { counts, mean } = ratingsOf(given, 0, { cases, comparison, level: 0.95 })
  expect(counts).toEqual([0, 1, 2, 0, 1])
  // (4 + 2 + 3) / 3
  expect(mean).toMatchObject({ value: 3, n: 3 })
  const { lower, upper } = mean as { lower: number; upper: number }
  expect(lower).toBeGreaterThan(1)
  expect(upper).toBeLessThan(5)
})

test('cases of one sample are one unit, and one unit has no interval', () => {
  const one = { cases: cases.map((id) => ({ id, sample: 'mouse', scores: {} })) }
  const given = rated([
    [0, 0, 5],
    [0, 1, 4],
  ])
  expect(ratingsOf(given, 0, { cases, comparison: one, level: 0.95 }).mean).toMatchObject({
    ...{ value: 4.5, lower: null, upper: null, n: 1 },
    note: 'one sample has no interval',
  })
})

test('a tool that nobody rated has no mean', () => {
  expect(ratingsOf(rated([[0, 0, 5]]), 1, { cases, comparison, level: 0.95 })).toEqual({
    counts: [0, 0, 0, 0, 0],
    mean: { undefined: 'nobody rated it' },
  })
})
