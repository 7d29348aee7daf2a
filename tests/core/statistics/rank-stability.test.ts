import { expect, test } from 'vitest'
import { rankStabilitySchema } from '../../../src-main/contract/comparison.ts'
import { rankStability, tauBetween } from '../../../src-main/core/statistics/rank-stability.ts'
import type { RankableTool } from '../../../src-main/core/statistics/ranking-schemes.ts'
import type { CaseValue } from '../../../src-main/core/statistics/units.ts'
import { expectClose } from './close.ts'
import { scoresOf } from './w2s-rows.ts'

const options = { direction: 'higher', worst: null, alpha: 0.05, seed: 1 } as const
const w2s: readonly RankableTool[] = [
  { tool: 'noisy', scores: scoresOf('noisy') },
  { tool: 'default', scores: scoresOf('n2vDefault') },
  { tool: 'fast', scores: scoresOf('n2vFast') },
  { tool: 'n2n', scores: scoresOf('n2n') },
]

function toolOf(tool: string, ...scores: readonly (number | 'failed')[]): RankableTool {
  return {
    tool,
    scores: scores.map((score, i): CaseValue => ({
      case: `c${i}`,
      sample: null,
      score: score === 'failed' ? score : { value: score },
    })),
  }
}

test('W2S: Friedman and the mean ranks of statistics.md 9.2', () => {
  const { friedman } = rankStability(w2s, options)
  expect(friedman!.meanRanks).toEqual({ noisy: 4, default: 2.3, fast: 2.7, n2n: 1 })
  expectClose(friedman!.statistic, 27.48, 1e-12)
  expectClose(friedman!.p, 4.6694e-6, 1e-4)
  expect(friedman).toMatchObject({ degreesOfFreedom: 3, units: 10 })
  // q(.05; 4, ∞) = 3.633; · √(4·5 / (6·10)) / √2
  expect(friedman!.criticalDifference).toBeCloseTo((3.633 / Math.SQRT2) * Math.sqrt(20 / 60), 3)
})

test('W2S: first and last hold under resampling, the two in between change places', () => {
  const result = rankStability(w2s, options)
  const { tools, draws, tauCounts, medianTau } = result.bootstrap!
  expect(draws).toBe(1000)
  expect(tools.n2n).toMatchObject({ median: 1, lower: 1, upper: 1 })
  expect(tools.n2n!.shares[0]).toBeCloseTo(1, 12)
  expect(tools.noisy!.shares[3]).toBeCloseTo(1, 12)
  expect(tools.default!.shares[1]).toBeGreaterThan(0.6)
  expect(tools.default!.shares[1]).toBeLessThan(0.95)
  expect(tools.default!.shares[1]! + tools.default!.shares[2]!).toBeCloseTo(1, 12)
  expect(tools.fast).toMatchObject({ median: 3, lower: 2, upper: 3 })
  // τ is 1 where the order is the full one, 2/3 where one pair changed places.
  expect(tauCounts).toHaveLength(20)
  expect(tauCounts.reduce((sum, count) => sum + count, 0)).toBe(1000)
  expect(tauCounts[19]! / 1000).toBeCloseTo(tools.default!.shares[1]!, 12)
  expect(tauCounts[16]).toBe(1000 - tauCounts[19]!)
  expect(medianTau).toBe(1)
  expect(rankStabilitySchema.parse(result)).toEqual(result)
})

test('agreement of the schemes: τ-b with the tie of the tests', () => {
  const { schemes, agreement } = rankStability(w2s, options)
  expect(schemes.map(({ scheme }) => scheme)).toEqual([
    'mean-then-rank',
    'rank-then-mean',
    'test-then-rank',
  ])
  expect(agreement).toHaveLength(3)
  expect(agreement[0]).toEqual({ a: 'mean-then-rank', b: 'rank-then-mean', tau: 1 })
  // One tie among six pairs: 5 / √(6 · 5)
  expectClose(agreement[1]!.tau!, 5 / Math.sqrt(30), 1e-12)
})

test('the same draw serves all tools: one that is ahead in every image is ahead in every draw', () => {
  const one = [0.1, 0.9, 0.4, 0.7, 0.2, 0.95, 0.3, 0.8]
  const { bootstrap } = rankStability(
    [toolOf('a', ...one.map((value) => value + 0.001)), toolOf('b', ...one)],
    options,
  )
  expect(bootstrap!.tools.a!.shares).toEqual([1, 0])
})

test('samples are drawn, with all their images', () => {
  const clustered = (tool: string, first: number, second: number): RankableTool => ({
    tool,
    scores: Array.from({ length: 40 }, (_, i) => ({
      case: `c${i}`,
      sample: i < 20 ? 'one' : 'two',
      score: { value: i < 20 ? first : second },
    })),
  })
  const { bootstrap } = rankStability([clustered('a', 1, 0), clustered('b', 0, 0.9)], options)
  // Both samples (1/2): a; the first twice (1/4): a; the second twice (1/4): b. Images would never give b.
  expect(bootstrap!.tools.b!.shares[0]).toBeGreaterThan(0.2)
  expect(bootstrap!.tools.b!.shares[0]).toBeLessThan(0.3)
})

test('ties in a draw share the mean rank and count where it begins', () => {
  const { bootstrap, friedman, agreement } = rankStability(
    [toolOf('a', 1, 2), toolOf('b', 1, 2), toolOf('c', 1, 2)],
    options,
  )
  expect(bootstrap!.tools.a).toMatchObject({ median: 2, lower: 2, upper: 2 })
  expect(bootstrap!.tools.a!.shares[1]).toBeCloseTo(1, 12)
  expect(bootstrap!.medianTau).toBeNull()
  expect(bootstrap!.tauCounts.every((count) => count === 0)).toBe(true)
  expect(friedman).toBeNull()
  expect(agreement.every(({ tau }) => tau === null)).toBe(true)
})

test('one sample, or one tool, is not resampled; two tools or one unit have no Friedman test', () => {
  expect(rankStability([toolOf('a', 1), toolOf('b', 0)], options).bootstrap).toBeNull()
  expect(rankStability([toolOf('a', 1, 2)], options)).toMatchObject({
    bootstrap: null,
    friedman: null,
  })
  expect(rankStability([toolOf('a', 1, 2), toolOf('b', 0, 1)], options).friedman).toBeNull()
  expect(rankStability([], options)).toMatchObject({ bootstrap: null, friedman: null })
})

test('a tool without any value stands aside; a failed case is the worst rank', () => {
  const result = rankStability(
    [
      toolOf('none', 'failed', 'failed', 'failed'),
      toolOf('a', 0.9, 0.9, 'failed'),
      toolOf('b', 0.5, 0.6, 0.7),
      toolOf('c', 0.4, 0.5, 0.6),
    ],
    { ...options, worst: 0 },
  )
  expect(Object.keys(result.bootstrap!.tools)).toEqual(['a', 'b', 'c'])
  expect(result.schemes[0]!.ranks.none).toBeNull()
  expectClose(result.friedman!.meanRanks.a!, (1 + 1 + 3) / 3)
  expect(result.friedman!.units).toBe(3)
})

test('seeded: the same again, another seed other shares; the order of cases changes nothing', () => {
  const first = rankStability(w2s, options)
  const shuffled = w2s.map(({ tool, scores }) => ({ tool, scores: scores.toReversed() }))
  expect(rankStability(shuffled, options)).toEqual(first)
  const other = rankStability(w2s, { ...options, seed: 2 }).bootstrap!
  expect(other.tools.default!.shares).not.toEqual(first.bootstrap!.tools.default!.shares)
})

test('relabelled tools keep their figures', () => {
  const first = rankStability(w2s, options)
  const renamed = rankStability(
    w2s.map(({ tool, scores }) => ({ tool: `x-${tool}`, scores })).toReversed(),
    options,
  )
  for (const { tool } of w2s) {
    expect(renamed.bootstrap!.tools[`x-${tool}`]).toEqual(first.bootstrap!.tools[tool])
    expect(renamed.friedman!.meanRanks[`x-${tool}`]).toBe(first.friedman!.meanRanks[tool])
  }
})

test('τ is taken over the tools that both rank', () => {
  expect(tauBetween({ a: 1, b: 2, c: null }, { a: 1, b: 2, c: 3 })).toBe(1)
  expect(tauBetween({ a: 1, b: 2 }, { a: 2, b: 1 })).toBe(-1)
  expect(tauBetween({ a: 1.5, b: 1.5 }, { a: 1, b: 2 })).toBeNull()
})
