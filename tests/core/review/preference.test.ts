import { expect, test } from 'vitest'
import type { Judgement } from '../../../src-main/core/review/judgements.ts'
import { pairCounts, pairsOf, shareOf, winRate } from '../../../src-main/core/review/preference.ts'

/** One judgement per category, each of a case of its own unless said. */
export function judged(
  categories: readonly number[],
  { tools = [0, 1], units }: { tools?: readonly number[]; units?: readonly string[] } = {},
): Judgement[] {
  return categories.map((category, at) => ({
    ...{ rater: 0, place: at, case: at, tools, category, preferredFirst: null, repeats: null },
    unit: units?.[at] ?? `case ${String(at)}`,
  }))
}
const half = { noDifference: 'half', level: 0.95 } as const
const leftOut = { noDifference: 'left-out', level: 0.95 } as const

test('three wins of four give 0.75 with the interval of Wilson', () => {
  // centre (0.75 + z²/8) / (1 + z²/4) = 0.62753, half-width 0.32689, z² = 3.84146
  const [pair] = pairCounts(judged([0, 0, 0, 2]), 2, half)
  expect(pair).toMatchObject({ a: 0, b: 1, better: 3, worse: 1, none: 0 })
  expect(pair!.share).toMatchObject({ value: 0.75, n: 4 })
  expect((pair!.share as { lower: number }).lower).toBeCloseTo(0.30064, 4)
  expect((pair!.share as { upper: number }).upper).toBeCloseTo(0.95441, 4)
})

test('no difference counts half, or not at all, as was stated', () => {
  const four = judged([0, 1, 1, 2])
  expect(pairCounts(four, 2, half)[0]).toMatchObject({ none: 2, share: { value: 0.5, n: 4 } })
  expect(pairCounts(four, 2, leftOut)[0]).toMatchObject({ none: 2, share: { value: 0.5, n: 2 } })
  const some = judged([0, 0, 1])
  expect(pairCounts(some, 2, half)[0]!.share).toMatchObject({ value: 2.5 / 3 })
  expect(pairCounts(some, 2, leftOut)[0]!.share).toMatchObject({ value: 1, upper: 1, n: 2 })
})

test('where nobody judged, or only without a difference, the share is undefined and not zero', () => {
  expect(pairCounts([], 2, half)[0]!.share).toEqual({ undefined: 'nobody judged it' })
  expect(pairCounts(judged([1, 1]), 2, leftOut)[0]!.share).toHaveProperty('undefined')
})

test('several answers to one sample count as one unit', () => {
  const given = judged([0, 0, 2, 2], { units: ['s1', 's1', 's1', 's2'] })
  // mean of 2/3 and 0
  expect(pairCounts(given, 2, half)[0]!.share).toMatchObject({ value: 1 / 3, n: 2 })
})

test('ten raters of one case do not narrow its interval', () => {
  const once = shareOf([{ unit: 'a', worth: 1 }], 0.95)
  const often = shareOf(
    Array.from({ length: 10 }, () => ({ unit: 'a', worth: 1 })),
    0.95,
  )
  expect(often).toEqual(once)
  expect(once).toMatchObject({ value: 1, n: 1 })
})

test('the win rate of a tool is over all its pairs, from its own side', () => {
  const all = [
    ...judged([0, 0], { units: ['u1', 'u2'] }), // 0 beats 1 twice
    ...judged([2, 2], { tools: [0, 2], units: ['u1', 'u2'] }), // 2 beats 0 twice
    ...judged([2, 2], { tools: [1, 2], units: ['u1', 'u2'] }), // 2 beats 1 twice
  ]
  expect([0, 1, 2].map((tool) => winRate(all, tool, half))).toMatchObject([
    { value: 0.5, n: 2 },
    { value: 0, n: 2 },
    { value: 1, n: 2 },
  ])
  expect(winRate(all, 3, half)).toHaveProperty('undefined')
})

test('pairs are named once, the smaller first', () => {
  expect(pairsOf(3)).toEqual([
    [0, 1],
    [0, 2],
    [1, 2],
  ])
})
