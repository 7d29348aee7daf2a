import { expect, test } from 'vitest'
import { estimateSchema } from '../../../src-main/contract/metrics.ts'
import { estimateMean } from '../../../src-main/core/statistics/estimate.ts'
import type { CaseValue } from '../../../src-main/core/statistics/units.ts'
import { scoresOf } from './w2s-rows.ts'

const scored = (...values: number[]): CaseValue[] =>
  values.map((value, i) => ({ case: `c${i}`, sample: null, score: { value } }))

test('W2S noisy: mean with its t interval', () => {
  const estimate = estimateMean(scoresOf('noisy'))
  expect(estimate.mean).toBeCloseTo(17.70393, 5)
  expect(estimate.lower).toBeCloseTo(15.4347, 4)
  expect(estimate.upper).toBeCloseTo(19.9731, 4)
  expect(estimate).toMatchObject({ n: 10, undefined: 0, failed: 0, method: 't', note: null })
  expect(estimate.options).toMatchObject({ level: 0.95, unit: 'image' })
  expect(estimateSchema.parse(estimate)).toEqual(estimate)
})

test('a higher level gives a wider interval', () => {
  // t(0.95, 1) = tan(0.45 π), t(0.995, 1) = tan(0.495 π); s / √n = 1
  expect(estimateMean(scored(1, 3), { level: 0.9 }).upper).toBeCloseTo(
    2 + Math.tan(0.45 * Math.PI),
    9,
  )
  expect(estimateMean(scored(1, 3), { level: 0.99 }).lower).toBeCloseTo(
    2 - Math.tan(0.495 * Math.PI),
    9,
  )
})

test('the order of cases changes nothing, to the last bit', () => {
  const cases = scoresOf('n2vFast')
  for (const method of ['t', 'percentile-bootstrap', 'bca-bootstrap'] as const) {
    const options = { method, draws: 200, seed: 3 }
    expect(estimateMean(cases.toReversed(), options)).toEqual(estimateMean(cases, options))
  }
})

test('undefined and failed cases are counted, never zero; the worst-value mean stands beside', () => {
  const cases: CaseValue[] = [
    ...scored(0.8, 0.9),
    { case: 'u', sample: null, score: { undefined: 'both-empty' } },
    { case: 'f', sample: null, score: 'failed' },
  ]
  const estimate = estimateMean(cases, { worst: 0 })
  expect(estimate.mean).toBeCloseTo(0.85, 15)
  expect(estimate).toMatchObject({ n: 2, undefined: 1, failed: 1 })
  expect(estimate.options).toMatchObject({ worst: 0 })
  // only the failed case: an undefined score is not a failure
  expect(estimate.options.meanWithWorst).toBeCloseTo(1.7 / 3, 15)
  expect(estimateMean(cases).options).not.toHaveProperty('worst')
})

test('nothing defined: no mean, and why', () => {
  const none = estimateMean([{ case: 'a', sample: null, score: 'failed' }])
  expect(none).toMatchObject({ mean: null, lower: null, upper: null, n: 0, failed: 1 })
  expect(none.note).toBe('no image has a value')
  expect(estimateMean([], { worst: 0 }).options.meanWithWorst).toBeNull()
})

test('one sample with many cases has no interval', () => {
  const cases = scored(0.5, 0.7, 0.9).map((one) => ({ ...one, sample: 'mouse 1' }))
  const estimate = estimateMean(cases)
  expect(estimate).toMatchObject({
    lower: null,
    upper: null,
    n: 1,
    note: 'one sample has no interval',
  })
  expect(estimate.mean).toBeCloseTo(0.7, 15)
  expect(estimate.options.unit).toBe('sample')
})

test('infinite scores: the mean is infinite, the interval is not made up', () => {
  const estimate = estimateMean([
    ...scored(30, 31),
    { case: 'x', sample: null, score: { value: 'Infinity' } },
  ])
  expect(estimate).toMatchObject({ mean: 'Infinity', lower: null, upper: null, n: 3 })
  expect(estimate.note).toBe('no interval: infinite in 1 of 3 images')
})

test('bootstrap intervals record draws, seed and generator, and repeat', () => {
  const options = { method: 'percentile-bootstrap', draws: 2000, seed: 11 } as const
  const estimate = estimateMean(scoresOf('n2n'), options)
  expect(estimate.method).toBe('percentile-bootstrap')
  expect(estimate.options).toEqual({
    level: 0.95,
    unit: 'image',
    draws: 2000,
    seed: 11,
    generator: 'xoshiro128starstar-splitmix32-v1',
  })
  expect(estimateMean(scoresOf('n2n'), options)).toEqual(estimate)
  expect(estimateMean(scoresOf('n2n'), { ...options, seed: 12 }).lower).not.toBe(estimate.lower)
  // Percentile intervals of ten values lie inside the t interval 22.41 to 28.18.
  expect(Number(estimate.lower)).toBeGreaterThan(22.4058)
  expect(Number(estimate.lower)).toBeLessThan(23.3)
  expect(Number(estimate.upper)).toBeLessThan(28.1759)
  expect(Number(estimate.upper)).toBeGreaterThan(27.1)
})

test('BCa differs from the percentile interval where values are skewed', () => {
  const skewed = scored(0.1, 0.9, 0.92, 0.93, 0.95, 0.96, 0.97, 0.99)
  const percentile = estimateMean(skewed, { method: 'percentile-bootstrap', seed: 1 })
  const bca = estimateMean(skewed, { method: 'bca-bootstrap', seed: 1 })
  expect(bca.method).toBe('bca-bootstrap')
  expect(Number(bca.lower)).toBeLessThan(Number(percentile.lower))
  expect(bca.options.draws).toBe(10_000)
})

const bounded = { range: [0, 1] as const }
const ten = scored(0.99, 0.97, 0.6, 0.98, 1, 0.95, 0.99, 0.93, 1, 0.9)

test('few scores between two bounds get the interval that keeps to them, with how often it held', () => {
  const estimate = estimateMean(ten, bounded)
  expect(estimate.method).toBe('logit-t')
  expect(Number(estimate.upper)).toBeLessThan(1)
  expect(estimate.options.simulatedCoverage).toMatchObject({ n: 10 })
  expect(estimateSchema.parse(estimate)).toEqual(estimate)
  // without bounds, and from fifty images on, Student's: never clipped
  const plain = estimateMean(ten)
  expect(plain.method).toBe('t')
  expect(Number(plain.upper)).toBeGreaterThan(1)
  const fifty = scored(...Array.from({ length: 50 }, (_, i) => (i === 0 ? 0.02 : 1)))
  expect(estimateMean(fifty, bounded)).toMatchObject({ method: 't', n: 50 })
  expect(Number(estimateMean(fifty, bounded).upper)).toBeGreaterThan(1)
  expect(estimateMean(fifty.slice(0, 49), bounded).method).toBe('logit-t')
})

test('scores outside the bounds of their metric fall to Student, and the method says so', () => {
  expect(estimateMean(scored(0.9, 1.2, 0.8), bounded).method).toBe('t')
  expect(estimateMean(scored(0.9, 0.2, 0.8), { range: [0, null] }).method).toBe('t')
})

test('no coverage is claimed for a level, a method or a number that was not simulated', () => {
  const claimed = (options: Parameters<typeof estimateMean>[1]) =>
    estimateMean(ten, options).options.simulatedCoverage
  expect(claimed({ ...bounded, level: 0.9 })).toBeUndefined()
  expect(claimed({ ...bounded, method: 'bca-bootstrap', draws: 50 })).toBeUndefined()
  expect(estimateMean(ten.slice(0, 2), bounded).options.simulatedCoverage).toBeUndefined()
})

test('the percentile bootstrap stands beside where it is asked for', () => {
  const estimate = estimateMean(ten, { ...bounded, beside: true, seed: 5 })
  const same = estimateMean(ten, { method: 'percentile-bootstrap', draws: 2000, seed: 5 })
  const beside = estimate.options.percentileBootstrap as { lower: number; upper: number }
  expect(beside).toMatchObject({ draws: 2000, seed: 5 })
  expect(beside.lower).toBeCloseTo(Number(same.lower), 12)
  expect(beside.upper).toBeCloseTo(Number(same.upper), 12)
  expect(estimateMean(ten, bounded).options).not.toHaveProperty('percentileBootstrap')
})

test('the same value everywhere: an interval without width, and what that does not say', () => {
  expect(estimateMean(scored(1, 1, 1), bounded)).toMatchObject({
    mean: 1,
    lower: 1,
    upper: 1,
    note: 'the same in all 3 images: the interval has no width and says nothing about other images',
  })
})
