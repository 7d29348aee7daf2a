import { expect, test } from 'vitest'
import type { ReviewFigure, ReviewResult } from '../../../src-main/contract/reviews.ts'
import { reviewSentence } from '../../../src-main/core/review/review-sentence.ts'

const figure = (value: number, lower: number | null, upper: number | null): ReviewFigure => ({
  ...{ value, lower, upper, n: 12, note: '' },
})
const told = (change: object): Omit<ReviewResult, 'sentence'> =>
  ({
    session: { kind: 'pairwise', raters: [{ answered: 12 }, { answered: 12 }, { answered: 0 }] },
    judgements: 24,
    tools: [
      { key: 'a', name: 'Alpha' },
      { key: 'b', name: 'Beta' },
    ],
    ...{ pairs: [], winRates: [], ratings: [] },
    ...change,
  }) as unknown as Omit<ReviewResult, 'sentence'>
const pair = (share: ReviewFigure) =>
  told({ pairs: [{ a: 'a', b: 'b', better: 1, worse: 1, none: 1, share }] })

test('names the preferred tool only where the interval leaves a half', () => {
  expect(reviewSentence(pair(figure(0.75, 0.55, 0.9)))).toBe(
    'Alpha was preferred in 75 % (55 to 90 %) over Beta, in 24 judgements of 2 raters.',
  )
  expect(reviewSentence(pair(figure(0.25, 0.1, 0.45)))).toBe(
    'Beta was preferred in 75 % (55 to 90 %) over Alpha, in 24 judgements of 2 raters.',
  )
  expect(reviewSentence(pair(figure(0.6, 0.4, 0.8)))).toBe(
    'In 24 judgements of 2 raters neither tool was clearly preferred: Alpha in 60 % (40 to 80 %) over Beta.',
  )
  expect(reviewSentence(pair({ undefined: 'nobody judged it' }))).toMatch(/no tool was preferred/)
})

test('tells mean ratings from the highest, with their intervals', () => {
  const ratings = [
    { tool: 'a', counts: [], mean: figure(2.25, null, null) },
    { tool: 'b', counts: [], mean: figure(4, 3.5, 4.5) },
  ]
  expect(
    reviewSentence(told({ ratings, session: { kind: 'rating', raters: [{ answered: 3 }] } })),
  ).toBe(
    'Mean rating of 5, in 24 judgements of 1 rater: Beta 4.0 (3.5 to 4.5), Alpha 2.3 (no interval).',
  )
})
