import { expect, test } from 'vitest'
import type { Verdict } from '../../../src-main/contract/comparison.ts'
import type { Estimate } from '../../../src-main/contract/metrics.ts'
import {
  comparisonSentence,
  type SentenceInput,
} from '../../../src-main/core/statistics/comparison-sentence.ts'

const estimate = (mean: Estimate['mean'], lower = 0.8, upper = 0.95, n = 24): Estimate => ({
  mean,
  lower,
  upper,
  n,
  undefined: 0,
  failed: 0,
  method: 't',
  options: {},
  note: null,
})

function pair(
  [a, b]: readonly [string, string],
  code: Verdict['code'],
  {
    needed = null,
    n = 24,
    better = null,
  }: { needed?: number | null; n?: number; better?: string | null } = {},
) {
  const verdict: Verdict = {
    a,
    b,
    metric: 'f1',
    code,
    text: '',
    difference: { mean: 0.22, lower: 0.17, upper: 0.27, n },
    p: 0.01,
    pAdjusted: 0.01,
    test: '',
  }
  return { verdict, better, needed, leftOut: { withoutScore: 0, infinite: 0 } }
}

const input: SentenceInput = {
  metric: { name: 'F1', digits: 2 },
  unit: 'image',
  alpha: 0.05,
  delta: null,
  names: { s: 'StarDist-like', o: 'Otsu + watershed', m: 'Median' },
  estimates: { s: estimate(0.912), o: estimate(0.69), m: estimate(0.5) },
  pairs: [pair(['s', 'o'], 'better', { better: 's' })],
  ranking: [
    { tool: 's', rank: 1, leadingGroup: true },
    { tool: 'o', rank: 2, leadingGroup: false },
  ],
}

test('one winner of two', () => {
  expect(comparisonSentence(input)).toBe(
    'StarDist-like is better than Otsu + watershed on these 24 images (F1 0.91, difference 0.22 [0.17, 0.27])',
  )
})

test('the difference is best minus second, whichever way it was judged', () => {
  const turned = { ...input, pairs: [pair(['o', 's'], 'better', { better: 's' })] }
  expect(comparisonSentence(turned)).toContain('difference -0.22 [-0.27, -0.17])')
})

test('a winner by little', () => {
  const small = { ...input, pairs: [pair(['s', 'o'], 'better-maybe-small', { better: 's' })] }
  expect(comparisonSentence(small)).toBe(
    'StarDist-like is better than Otsu + watershed on these 24 images (F1 0.91, difference 0.22 [0.17, 0.27]); the difference may be too small to matter',
  )
})

const three = { tool: 'm', rank: 3, leadingGroup: false }

test('one winner of three', () => {
  expect(comparisonSentence({ ...input, ranking: [...input.ranking, three] })).toBe(
    'StarDist-like is better than the 2 other tools on these 24 images (F1 0.91; next is Otsu + watershed, difference 0.22 [0.17, 0.27])',
  )
})

const tied: SentenceInput = {
  ...input,
  pairs: [pair(['s', 'o'], 'not-distinguishable', { needed: 34, n: 8 })],
  ranking: input.ranking.map((one) => ({ ...one, leadingGroup: true })),
}

test('not distinguishable, with the number that would be needed', () => {
  expect(comparisonSentence(tied)).toBe(
    'StarDist-like and Otsu + watershed are not distinguishable with these 8 images (F1 0.91 and 0.69); about 34 would be needed',
  )
})

test('a leading group of two ahead of a third, and a group of three', () => {
  expect(comparisonSentence({ ...tied, ranking: [...tied.ranking, three] })).toBe(
    'StarDist-like and Otsu + watershed are not distinguishable with these 8 images (F1 0.91 and 0.69); about 34 would be needed; ahead of Median',
  )
  const all = [...tied.ranking, { ...three, leadingGroup: true }]
  expect(comparisonSentence({ ...tied, unit: 'sample', ranking: all })).toBe(
    'StarDist-like, Otsu + watershed and Median are not distinguishable with these 8 samples (F1 0.91, 0.69 and 0.50); about 34 would be needed',
  )
})

test('equivalent within δ', () => {
  const same = { ...tied, delta: 0.02, pairs: [pair(['s', 'o'], 'equivalent')] }
  expect(comparisonSentence(same)).toBe(
    'StarDist-like and Otsu + watershed are equivalent within 0.02 on these 24 images (F1 0.91 and 0.69)',
  )
})

test('too few to rank', () => {
  const few = { ...tied, pairs: [pair(['s', 'o'], 'too-few-samples', { n: 1 })] }
  expect(comparisonSentence(few)).toBe(
    'Too few images to rank: 1 image, at least 6 are needed for 2 tools',
  )
  expect(comparisonSentence({ ...few, ranking: [...few.ranking, three] })).toContain('at least 7')
})

test('one tool, with and without an interval; none', () => {
  const alone = { ...input, ranking: input.ranking.slice(0, 1), pairs: [] }
  expect(comparisonSentence(alone)).toBe(
    'StarDist-like reaches F1 0.91 [0.80, 0.95] on 24 images; there is no second tool to compare it with',
  )
  const infinite: Estimate = { ...estimate('Infinity'), lower: null, upper: null, n: 1 }
  expect(comparisonSentence({ ...alone, estimates: { s: infinite } })).toBe(
    'StarDist-like reaches F1 infinite on 1 image; there is no second tool to compare it with',
  )
  const without = [{ tool: 's', rank: null, leadingGroup: false }]
  expect(comparisonSentence({ ...input, ranking: without })).toBe('No tool has a value for F1')
})

test('the pair of the best two is found among all others', () => {
  const decoys = [
    pair(['s', 'm'], 'better', { n: 1 }),
    pair(['m', 'o'], 'better', { n: 2 }),
    pair(['o', 'm'], 'better', { n: 3 }),
    pair(['m', 's'], 'better', { n: 4 }),
  ]
  const turned = pair(['o', 's'], 'better', { better: 's', n: 5 })
  expect(comparisonSentence({ ...input, pairs: [...decoys, turned] })).toContain('these 5 images')
  const straight = pair(['s', 'o'], 'better', { better: 's', n: 6 })
  expect(comparisonSentence({ ...input, pairs: [...decoys, straight] })).toContain('these 6 images')
})

test('a pair that was not judged, or on nothing, has no difference', () => {
  const expected =
    'StarDist-like is better than Otsu + watershed on these 0 images (F1 0.91, no common cases)'
  expect(comparisonSentence({ ...input, pairs: [] })).toBe(expected)
  const none = pair(['s', 'o'], 'better', { n: 0 })
  const difference = { mean: null, lower: null, upper: null, n: 0 }
  const empty = { ...none, verdict: { ...none.verdict, difference } }
  expect(comparisonSentence({ ...input, pairs: [empty] })).toBe(expected)
  expect(comparisonSentence({ ...tied, pairs: [] })).toBe(
    'StarDist-like and Otsu + watershed are not distinguishable with these 0 images (F1 0.91 and 0.69)',
  )
})

test('a missing mean is undefined, half an interval is none', () => {
  const estimates = { ...input.estimates, o: estimate(null) }
  expect(comparisonSentence({ ...tied, estimates })).toContain('(F1 0.91 and undefined)')
  const alone = { ...input, ranking: input.ranking.slice(0, 1), pairs: [] }
  for (const missing of ['lower', 'upper'] as const) {
    const half = { s: { ...estimate(0.912), [missing]: null } }
    expect(comparisonSentence({ ...alone, estimates: half })).toBe(
      'StarDist-like reaches F1 0.91 on 24 images; there is no second tool to compare it with',
    )
  }
})

test('nobody is ahead of a tool without a rank; three are not equivalent by one pair', () => {
  const unranked = { tool: 'm', rank: null, leadingGroup: false }
  expect(comparisonSentence({ ...tied, ranking: [...tied.ranking, unranked] })).not.toContain(
    'ahead of',
  )
  const group = [...tied.ranking, { ...three, leadingGroup: true }]
  const equivalent = [pair(['s', 'o'], 'equivalent')]
  expect(comparisonSentence({ ...tied, delta: 0.02, pairs: equivalent, ranking: group })).toContain(
    'Median are not distinguishable',
  )
})

test('a metric whose name ends in a number is set apart from its value', () => {
  const named = { ...input, metric: { name: 'F1 at IoU 0.5', digits: 2 } }
  expect(comparisonSentence(named)).toContain('(F1 at IoU 0.5 = 0.91, difference')
})
