import { expect, test } from 'vitest'
import { reviewResultSchema } from '../../../src-main/contract/reviews.ts'
import { reviewResult } from '../../../src-main/core/review/review-result.ts'
import { reviewed, reviewTools } from './reviewed.ts'

test('nothing is told before the lock', async () => {
  const { state, comparison } = await reviewed()
  expect(() => reviewResult(state(), comparison)).toThrow(
    expect.objectContaining({ code: 'conflict' }),
  )
})

test('a rater who always prefers one tool finds it on both sides, and agrees with themselves', async () => {
  const { state, comparison, answerAll, lock } = await reviewed()
  answerAll('Anna', ([first], id) =>
    id === 'case-1' ? 'none' : first === 'baseline:b' ? 'first' : 'second',
  )
  lock()
  const result = reviewResultSchema.parse(reviewResult(state(), comparison))
  expect(result).toMatchObject({ judgements: 8, unanswered: 10, repeated: 4, unit: 'image' })
  expect(result.pairs).toMatchObject([
    { a: 'baseline:a', b: 'baseline:b', better: 0, worse: 7, none: 1, share: { value: 0.0625 } },
  ])
  expect(result.winRates).toMatchObject([
    { tool: 'baseline:a', rate: { value: 0.0625, n: 8 } },
    { tool: 'baseline:b', rate: { value: 0.9375, n: 8 } },
  ])
  expect(result.within).toMatchObject([
    { rater: 'Anna', agreed: 2, items: 2 },
    { rater: 'Ben', items: 0, kappa: { undefined: 'no item was answered twice' } },
  ])
  expect(result.between).toMatchObject([{ a: 'Anna', b: 'Ben', items: 0 }])
  expect((result.firstSide as { value: number }).value).toBeCloseTo(0.5, 0)
  expect(result.sentence).toMatch(/^b was preferred in 94 % \(\d+ to \d+ %\) over a, in 8 judg/)
  expect(result.items).toHaveLength(20)
  expect(result.session.seed).toBe(7)
})

test('ratings have means, levels and weighted kappa, and no strengths', async () => {
  const { state, comparison, answerAll, lock } = await reviewed({ kind: 'rating' })
  const level = (tool: string | undefined, id: string) =>
    (tool === 'baseline:a' ? 4 : 2) + (id < 'case-5' ? 1 : 0)
  answerAll('Anna', ([tool], id) => level(tool, id))
  answerAll('Ben', ([tool], id) => level(tool, id) - (id === 'case-8' ? 1 : 0))
  lock()
  const result = reviewResultSchema.parse(reviewResult(state(), comparison))
  expect(result.ratings).toMatchObject([
    { tool: 'baseline:a', counts: [0, 0, 1, 7, 8], mean: { n: 8 } },
    { tool: 'baseline:b', counts: [1, 7, 8, 0, 0], mean: { n: 8 } },
  ])
  expect((result.ratings[0]!.mean as { value: number }).value).toBeCloseTo(4.4375, 12)
  expect(result.between[0]!.weighted).toHaveProperty('value')
  expect(result.between[0]).toMatchObject({ agreed: 14, items: 16 })
  expect(result).toMatchObject({ bradleyTerry: null, pairs: [], winRates: [], firstSide: null })
})

test('three tools have strengths, unless one was never beaten', async () => {
  const { state, comparison, answerAll, lock } = await reviewed({ tools: reviewTools })
  answerAll('Anna', ([first, second]) => (first! < second! ? 'first' : 'second'))
  lock()
  const { bradleyTerry, sentence } = reviewResult(state(), comparison)
  expect(bradleyTerry!.tools[0]!.strength).toEqual({
    undefined: 'a was never beaten by b, c, so no finite strengths fit',
  })
  expect(sentence).toMatch(/^a has the highest win rate, 100 %/)
})

test('a review that nobody answered says so, and nothing is zero', async () => {
  const { state, comparison, lock } = await reviewed()
  lock()
  const result = reviewResultSchema.parse(reviewResult(state(), comparison))
  expect(result.sentence).toBe('Nobody answered before the review was locked.')
  expect(result.pairs[0]!.share).toHaveProperty('undefined')
  expect(result.firstSide).toHaveProperty('undefined')
})
