import { expect, test } from 'vitest'
import { estimatePooled } from '../../../src-main/core/statistics/estimate-pooled.ts'
import { tInterval } from '../../../src-main/core/statistics/t-interval.ts'

const options = { level: 0.95, seed: 1, draws: 2000 }
const cases = (values: readonly (number | null)[], samples = false) =>
  values.map((answer, i) => ({ case: `c${i}`, sample: samples ? `s${i % 5}` : null, answer }))
const mean = (answers: readonly number[]) => answers.reduce((sum, x) => sum + x, 0) / answers.length

test('of a mean it gives about the interval that a mean has, and the same for the same seed', () => {
  const values = Array.from({ length: 40 }, (_, i) => ((i * 37) % 40) / 40)
  const { m } = estimatePooled(cases(values), (answers) => ({ m: mean(answers) }), options)
  const t = tInterval(values, 0.95)
  expect(m?.mean).toBeCloseTo(mean(values), 12)
  expect(Math.abs(Number(m?.lower) - t.lower)).toBeLessThan(0.02)
  expect(Math.abs(Number(m?.upper) - t.upper)).toBeLessThan(0.02)
  const shuffled = cases(values).toReversed()
  expect(estimatePooled(shuffled, (answers) => ({ m: mean(answers) }), options)['m']).toEqual(m)
})

test('samples are drawn with all their cases', () => {
  const values = Array.from({ length: 20 }, (_, i) => (i % 5) / 5)
  const seen: number[] = []
  const scores = (answers: readonly number[]) => {
    seen.push(answers.length)
    return { m: mean(answers) }
  }
  const { m } = estimatePooled(cases(values, true), scores, options)
  expect([m?.n, m?.options['unit']]).toEqual([5, 'sample'])
  expect(new Set(seen)).toEqual(new Set([20]))
})

test('no interval is given for one unit, for equal draws, and for an undefined score', () => {
  const give = (values: readonly (number | null)[], score: object = {}) =>
    estimatePooled(cases(values), (a) => ({ m: mean(a), ...score }), options)['m']
  expect(give([1])).toMatchObject({ mean: 1, lower: null, note: 'one image has no interval' })
  expect(give([1, 1, 1])).toMatchObject({ mean: 1, lower: null })
  expect(give([1, 1, 1])?.note).toContain('the same in every draw')
  expect(give([1, 2, null], { m: { undefined: 'no-scores' } })).toMatchObject({
    mean: null,
    undefined: 2,
    failed: 1,
    note: 'the predictions have no scores',
  })
})

test('draws without a value are counted', () => {
  const scores = (a: readonly number[]) => ({
    m: a.includes(0) ? mean(a) : { undefined: 'single-class' },
  })
  const { m } = estimatePooled(cases([0, 1, 1, 1]), scores, options)
  expect(Number(m?.options['undefinedDraws'])).toBeGreaterThan(400)
  expect(m?.lower).not.toBeNull()
})
