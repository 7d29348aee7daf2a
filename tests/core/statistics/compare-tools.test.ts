import { expect, test } from 'vitest'
import { comparisonSchema } from '../../../src-main/contract/comparison.ts'
import {
  compareTools,
  type ComparisonOptions,
} from '../../../src-main/core/statistics/compare-tools.ts'
import type { CaseValue } from '../../../src-main/core/statistics/units.ts'
import { scoresOf } from './w2s-rows.ts'

const options: ComparisonOptions = {
  metric: { id: 'psnr', name: 'PSNR', direction: 'higher', digits: 2, worst: null },
  alpha: 0.05,
  delta: null,
  seed: 1,
}
const f1: ComparisonOptions['metric'] = {
  id: 'f1@0.5',
  name: 'F1',
  direction: 'higher',
  digits: 2,
  worst: 0,
}
const tools = [
  { tool: 'noisy', role: 'reference' as const, scores: scoresOf('noisy') },
  { tool: 'd', name: 'N2V default', scores: scoresOf('n2vDefault') },
  { tool: 'f', name: 'N2V fast', scores: scoresOf('n2vFast') },
  { tool: 'n', name: 'N2N', scores: scoresOf('n2n') },
]

const scores = (...values: number[]): CaseValue[] =>
  values.map((value, i) => ({ case: `c${i}`, sample: null, score: { value } }))

test('W2S: N2N is the single winner, the input is shown but not ranked', () => {
  const result = compareTools(tools, options)
  expect(result.sentence).toBe(
    'N2N is better than the 2 other tools on these 10 images (PSNR 25.29; next is N2V default, difference 2.83 [1.51, 4.15])',
  )
  expect(result.ranking).toEqual([
    { tool: 'n', rank: 1, leadingGroup: true },
    { tool: 'd', rank: 2, leadingGroup: false },
    { tool: 'f', rank: 3, leadingGroup: false },
  ])
  expect(Object.keys(result.estimates)).toEqual(['noisy', 'd', 'f', 'n'])
  expect(result.verdicts.map(({ a, b }) => a + b)).toEqual(['df', 'dn', 'fn'])
  expect(result.unit).toBe('image')
  expect(result.warnings).toEqual([])
  comparisonSchema.shape.ranking.parse(result.ranking)
  comparisonSchema.shape.verdicts.parse(result.verdicts)
})

test('the order of cases changes nothing', () => {
  const shuffled = tools.map((tool, i) => ({
    ...tool,
    scores: [...tool.scores.slice(i + 2), ...tool.scores.slice(0, i + 2)].toReversed(),
  }))
  expect(compareTools(shuffled, options)).toEqual(compareTools(tools, options))
  const bootstrap = { ...options, method: 'bca-bootstrap' as const }
  expect(compareTools(shuffled, bootstrap)).toEqual(compareTools(tools, bootstrap))
})

test('not distinguishable comes out when it is true', () => {
  const result = compareTools(tools.slice(1, 3), options)
  expect(result.sentence).toBe(
    'N2V default and N2V fast are not distinguishable with these 10 images (PSNR 22.46 and 22.29); about 160 would be needed',
  )
  expect(result.ranking.map(({ leadingGroup }) => leadingGroup)).toEqual([true, true])
})

test('lower is better', () => {
  const lower = { ...options, metric: { ...options.metric, direction: 'lower' as const } }
  const result = compareTools(tools.slice(1), lower)
  expect(result.ranking.map(({ tool }) => tool)).toEqual(['f', 'd', 'n'])
  expect(result.ranking.map(({ leadingGroup }) => leadingGroup)).toEqual([true, true, false])
  expect(result.sentence).toBe(
    'N2V fast and N2V default are not distinguishable with these 10 images (PSNR 22.29 and 22.46); about 160 would be needed; ahead of N2N',
  )
})

test('closest to zero is best where the metric says so', () => {
  const zero = {
    ...options,
    metric: {
      ...f1,
      id: 'count-error',
      name: 'Count error',
      direction: 'zero' as const,
      worst: null,
    },
  }
  const over = scores(5, 6, 7, 8, 9, 10, 11)
  const under = scores(-1, -2, -1.5, -2.5, -1.2, -2.2, -1.7)
  const result = compareTools(
    [
      { tool: 'over', scores: over },
      { tool: 'under', scores: under },
    ],
    zero,
  )
  expect(result.ranking[0]).toEqual({ tool: 'under', rank: 1, leadingGroup: true })
  expect(result.verdicts[0]!.code).toBe('better')
  expect(result.estimates.under!.mean).toBeCloseTo(-12.1 / 7, 12)
})

test('a failed case counts as the worst value in the ranking, and the warning says so', () => {
  const good = scores(0.8, 0.81, 0.82, 0.83, 0.84, 0.85)
  const brittle: CaseValue[] = [
    ...scores(0.9, 0.91, 0.92, 0.93, 0.94),
    { case: 'c5', sample: null, score: { failed: 'out of memory' } },
  ]
  const both = [
    { tool: 'good', scores: good },
    { tool: 'brittle', name: 'Brittle', scores: brittle },
  ]
  const result = compareTools(both, { ...options, metric: f1 })
  expect(result.ranking.map(({ tool }) => tool)).toEqual(['good', 'brittle'])
  expect(result.warnings).toEqual([
    'Brittle failed on 1 of 6 cases; its mean and differences leave them out, the ranking counts them as 0.',
  ])
  expect(result.estimates.brittle!.options.meanWithWorst).toBeCloseTo(4.6 / 6, 12)
  const unbounded = compareTools(both, { ...options, metric: { ...f1, worst: null } })
  expect(unbounded.ranking.map(({ tool }) => tool)).toEqual(['brittle', 'good'])
  expect(unbounded.warnings[0]).toContain('the ranking leaves them out')
})

test('samples are the unit, and mixed keys are pointed out', () => {
  const sampled = (offset: number): CaseValue[] =>
    scores(1, 2, 3, 4).map((one, i) => ({
      ...one,
      sample: i < 2 ? 'mouse' : null,
      score: { value: i + offset },
    }))
  const result = compareTools(
    [
      { tool: 'a', scores: sampled(0) },
      { tool: 'b', scores: sampled(1) },
    ],
    options,
  )
  expect(result.unit).toBe('sample')
  expect(result.sentence).toBe(
    'Too few samples to rank: 3 samples, at least 6 are needed for 2 tools',
  )
  expect(result.warnings).toEqual([
    'Some cases name no sample; each of them counts as a sample of its own.',
  ])
})

test('undefined and infinite scores and tools without any are named', () => {
  const result = compareTools(
    [
      {
        tool: 'a',
        name: 'A',
        scores: [
          ...scores(30, 31),
          { case: 'u', sample: null, score: { undefined: 'x' } },
          { case: 'i', sample: null, score: { value: 'Infinity' } },
        ],
      },
      {
        tool: 'b',
        name: 'B',
        scores: [
          ...scores(29, 28),
          { case: 'u', sample: null, score: { value: 3 } },
          { case: 'i', sample: null, score: { value: 33 } },
        ],
      },
      { tool: 'c', name: 'C', scores: [{ case: 'c0', sample: null, score: { undefined: 'x' } }] },
    ],
    options,
  )
  expect(result.warnings).toEqual([
    'A has no defined score in 1 of 4 cases.',
    'C has no score in any case and is not ranked.',
    'C has no defined score in 1 of 1 cases.',
    'Up to 1 cases with an infinite score are left out of paired differences.',
  ])
  expect(result.ranking.at(-1)).toEqual({ tool: 'c', rank: null, leadingGroup: false })
})

test('on which side of zero a score lies does not matter', () => {
  const metric = { ...f1, name: 'Count error', direction: 'zero' as const, worst: null }
  const undefinedCase: CaseValue = { case: 'u', sample: null, score: { undefined: 'x' } }
  const result = compareTools(
    [
      { tool: 'far', scores: [...scores(-5, -6, -7, -8, -9, -10, -11), undefinedCase] },
      { tool: 'near', scores: [...scores(1, -2, 1.5, -2.5, 1.2, -2.2, 1.7), undefinedCase] },
    ],
    { ...options, metric },
  )
  expect(result.ranking.map(({ tool }) => tool)).toEqual(['near', 'far'])
  // Magnitudes: 4, 4, 5.5, 5.5, 7.8, 7.8, 9.3
  expect(result.verdicts[0]!.difference.mean).toBeCloseTo(43.9 / 7, 12)
  expect(result.estimates.near!.mean).toBeCloseTo(-1.3 / 7, 12)
  expect(result.warnings[0]).toBe('far has no defined score in 1 of 8 cases.')
})

test('intervals are of Student unless stated, at 1 - alpha, without a worst value where none is', () => {
  const plain = compareTools(tools, { ...options, alpha: 0.1 }).estimates.n!
  expect(plain.method).toBe('t')
  expect(plain.options).toEqual({ level: 0.9, unit: 'image' })
  const drawn = compareTools(tools, { ...options, method: 'percentile-bootstrap' }).estimates.n!
  expect(drawn.method).toBe('percentile-bootstrap')
  expect(drawn.options.seed).toBe(1)
})

test('where lower is better, failing counts as the worst value, whoever comes first', () => {
  const brittle: CaseValue[] = [
    ...scores(0.1, 0.1, 0.1),
    { case: 'c3', sample: null, score: 'failed' },
  ]
  const both = [
    { tool: 'brittle', scores: brittle },
    { tool: 'steady', scores: scores(0.3, 0.3, 0.3, 0.3) },
  ]
  const metric = { id: 'd', name: 'D', direction: 'lower' as const, digits: 2 }
  const bounded = compareTools(both, { ...options, metric: { ...metric, worst: 1 } })
  expect(bounded.ranking.map(({ tool }) => tool)).toEqual(['steady', 'brittle'])
  expect(bounded.warnings[0]).toContain('counts them as 1.')
  const unbounded = compareTools(both, { ...options, metric })
  expect(unbounded.ranking.map(({ tool }) => tool)).toEqual(['brittle', 'steady'])
  expect(unbounded.warnings[0]).toContain('leaves them out.')
})

test('failing every case leaves a tool without a rank, worst value or not', () => {
  const failed = scores(1, 2).map((one) => ({ ...one, score: 'failed' as const }))
  const both = [
    { tool: 'broken', scores: failed },
    { tool: 'works', scores: scores(0.5, 0.6) },
  ]
  for (const worst of [0, null]) {
    expect(compareTools(both, { ...options, metric: { ...f1, worst } }).ranking).toEqual([
      { tool: 'works', rank: 1, leadingGroup: true },
      { tool: 'broken', rank: null, leadingGroup: false },
    ])
  }
})

test('one tool that names samples makes them the unit; only mixed keys are pointed out', () => {
  const sampled = scores(1, 2, 3).map((one, i) => ({ ...one, sample: `s${i}` }))
  const half = sampled.map((one, i) => (i === 0 ? { ...one, sample: null } : one))
  const compare = (a: readonly CaseValue[], b: readonly CaseValue[]) =>
    compareTools(
      [
        { tool: 'a', scores: a },
        { tool: 'b', scores: b },
      ],
      options,
    )
  const mixed = 'Some cases name no sample; each of them counts as a sample of its own.'
  expect(compare(sampled, scores(1, 2, 3)).unit).toBe('sample')
  expect(compare(sampled, sampled).warnings).toEqual([])
  expect(compare(sampled, half).warnings).toEqual([mixed])
})
