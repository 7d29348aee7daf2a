import { expect, test } from 'vitest'
import { undefinedReasonsOf, worstFirst } from '../../../src-renderer/words/case-rows.ts'
import type { CaseScore, Comparison } from '../../../src-main/contract/comparison.ts'
import { fakeComparison } from '../fixtures/fake-data.ts'

function comparison(
  scores: Record<string, CaseScore>,
  direction: 'higher' | 'lower' | 'zero',
): Comparison {
  const base = fakeComparison('instances')
  const metric = base.metrics[0]!
  return {
    ...base,
    metrics: [{ ...metric, definition: { ...metric.definition, id: 'm', direction } }],
    cases: Object.entries(scores).map(([id, score]) => ({
      id,
      sample: null,
      scores: { tool: { m: score } },
    })),
  }
}
const order = (...args: Parameters<typeof comparison>) =>
  worstFirst(comparison(...args), 'tool', 'm').map((row) => row.id)

test('failures come first, then the worst values, undefined last', () => {
  const scores = {
    good: { value: 0.9 },
    none: { undefined: 'empty-truth' },
    bad: { value: 0.1 },
    broken: { failed: 'out of memory' },
  }
  expect(order(scores, 'higher')).toEqual(['broken', 'bad', 'good', 'none'])
})
test('the direction of the metric decides what is worst', () => {
  const scores = { a: { value: -5 }, b: { value: 3 }, c: { value: 0 } }
  expect(order(scores, 'higher')).toEqual(['a', 'c', 'b'])
  expect(order(scores, 'lower')).toEqual(['b', 'c', 'a'])
  expect(order(scores, 'zero')).toEqual(['a', 'b', 'c'])
})
test('an infinite score is a value and stands at its end', () => {
  const scores = { a: { value: 'Infinity' as const }, b: { value: 1 }, c: { failed: 'x' } }
  expect(order(scores, 'higher')).toEqual(['c', 'b', 'a'])
})
test('equal scores stand in the order of their names', () => {
  expect(order({ b: { value: 1 }, a: { value: 1 } }, 'higher')).toEqual(['a', 'b'])
})

test('says why cases have no value, the commonest reason first, and counts no failures', () => {
  const comparison = fakeComparison('instances')
  const scores = [
    { undefined: 'both-empty' },
    { undefined: 'prediction-empty' },
    { undefined: 'both-empty' },
    { failed: 'out of memory' },
    { value: 0 },
  ]
  const cases = scores.map((score, index) => ({
    id: `case ${index}`,
    sample: null,
    scores: { unet: { dice: score } },
  }))
  expect(undefinedReasonsOf({ ...comparison, cases }, 'unet', 'dice')).toEqual([
    { text: 'nothing to find, and nothing was predicted', cases: 2 },
    { text: 'nothing was predicted', cases: 1 },
  ])
  expect(undefinedReasonsOf({ ...comparison, cases }, 'unet', 'psnr')).toEqual([])
})
