import { expect, test } from 'vitest'
import {
  comparable,
  rankBy,
  type RankableTool,
  type RankingOptions,
} from '../../../src-main/core/statistics/ranking-schemes.ts'
import type { CaseValue } from '../../../src-main/core/statistics/units.ts'
import { scoresOf } from './w2s-rows.ts'

const schemes = ['mean-then-rank', 'rank-then-mean', 'test-then-rank'] as const
const higher: RankingOptions = { direction: 'higher', worst: null, alpha: 0.05 }
const f1: RankingOptions = { ...higher, worst: 0 }

function toolOf(tool: string, ...values: readonly (number | CaseValue['score'])[]): RankableTool {
  return {
    tool,
    scores: values.map((value, i) => ({
      case: `c${i}`,
      sample: null,
      score: typeof value === 'number' ? { value } : value,
    })),
  }
}

const w2s: readonly RankableTool[] = [
  { tool: 'noisy', scores: scoresOf('noisy') },
  { tool: 'default', scores: scoresOf('n2vDefault') },
  { tool: 'fast', scores: scoresOf('n2vFast') },
  { tool: 'n2n', scores: scoresOf('n2n') },
]

test('W2S: by the mean and by ranks default comes before fast; by tests the two tie', () => {
  const ordered = { noisy: 4, default: 2, fast: 3, n2n: 1 }
  expect(rankBy('mean-then-rank', w2s, higher)).toEqual(ordered)
  expect(rankBy('rank-then-mean', w2s, higher)).toEqual(ordered)
  // Wins: N2N 3, default and fast 1 each (over noisy), noisy 0.
  expect(rankBy('test-then-rank', w2s, higher)).toEqual({
    noisy: 4,
    default: 2.5,
    fast: 2.5,
    n2n: 1,
  })
})

test('a win is one-sided, corrected over all ordered pairs', () => {
  // Five pairs: one-sided p = 1/32 = .03125, times 2 ordered pairs = .0625; six: 1/64 · 2 = .03125.
  const better = (n: number): readonly RankableTool[] => [
    toolOf('a', ...Array.from({ length: n }, (_, i) => i + 1)),
    toolOf('b', ...Array.from({ length: n }, (_, i) => -i)),
  ]
  expect(rankBy('test-then-rank', better(5), higher)).toEqual({ a: 1.5, b: 1.5 })
  expect(rankBy('test-then-rank', better(6), higher)).toEqual({ a: 1, b: 2 })
})

test('one bad image moves the mean and not the ranks', () => {
  const tools = [toolOf('steady', 0.8, 0.8, 0.8, 0.8), toolOf('brittle', 0.9, 0.9, 0.9, 0)]
  expect(rankBy('mean-then-rank', tools, f1)).toEqual({ steady: 1, brittle: 2 })
  expect(rankBy('rank-then-mean', tools, f1)).toEqual({ steady: 2, brittle: 1 })
})

test('ties share the mean rank, within a case and between tools', () => {
  const tools = [toolOf('a', 1, 0.5), toolOf('b', 1, 0.5), toolOf('c', 0, 0)]
  for (const scheme of ['mean-then-rank', 'rank-then-mean'] as const)
    expect(rankBy(scheme, tools, f1)).toEqual({ a: 1.5, b: 1.5, c: 3 })
})

test('lower is better, and closest to zero is best, whichever side', () => {
  const lower = { ...higher, direction: 'lower' as const }
  const zero = { ...higher, direction: 'zero' as const }
  const errors = [toolOf('far', 3, 4, 5, 6, 7, 8), toolOf('near', -1, 1, -2, 2, -1, 1)]
  for (const scheme of schemes) {
    expect(rankBy(scheme, errors, lower)).toEqual({ near: 1, far: 2 })
    expect(rankBy(scheme, errors, zero)).toEqual({ near: 1, far: 2 })
    expect(rankBy(scheme, [toolOf('a', -9, -8, -9, -8, -9, -8), errors[1]!], zero)).toEqual({
      near: 1,
      a: 2,
    })
  }
})

test('a failed case is the worst there is, with a bound or without', () => {
  const tools = [
    toolOf('brittle', 0.9, 0.9, 'failed', 'failed'),
    toolOf('steady', 0.5, 0.5, 0.5, 0.5),
  ]
  expect(rankBy('mean-then-rank', tools, f1)).toEqual({ brittle: 2, steady: 1 })
  expect(rankBy('rank-then-mean', tools, f1)).toEqual({ brittle: 1.5, steady: 1.5 })
  // Without a worst value a mean can only leave the case out; a rank need not.
  expect(rankBy('mean-then-rank', tools, higher)).toEqual({ brittle: 1, steady: 2 })
  expect(rankBy('rank-then-mean', tools, higher)).toEqual({ brittle: 1.5, steady: 1.5 })
  const failing = [
    toolOf('a', ...Array<'failed'>(6).fill('failed'), 40),
    toolOf('b', 1, 2, 3, 4, 5, 6, 39),
  ]
  expect(rankBy('test-then-rank', failing, higher)).toEqual({ a: 2, b: 1 })
})

test('an undefined score takes no part, and does not make a tool worse', () => {
  const tools = [toolOf('a', 0.9, { undefined: 'both-empty' }, 0.9), toolOf('b', 0.5, 1, 0.5)]
  expect(rankBy('mean-then-rank', tools, f1)).toEqual({ a: 1, b: 2 })
  expect(rankBy('rank-then-mean', tools, f1)).toEqual({ a: 1, b: 2 })
})

test('a tool without any value has no rank and takes no case from the others', () => {
  const tools = [toolOf('none', 'failed', 'failed'), toolOf('a', 1, 1), toolOf('b', 0, 0)]
  for (const scheme of ['mean-then-rank', 'rank-then-mean'] as const)
    expect(rankBy(scheme, tools, f1)).toEqual({ none: null, a: 1, b: 2 })
  expect(comparable(tools, f1).map(({ tool }) => tool)).toEqual(['a', 'b'])
})

test('no case with a value of every tool: no mean rank', () => {
  const gap = { undefined: 'both-empty' }
  const tools = [toolOf('a', 1, gap), toolOf('b', gap, 0)]
  expect(rankBy('rank-then-mean', tools, f1)).toEqual({ a: null, b: null })
  expect(rankBy('mean-then-rank', tools, f1)).toEqual({ a: 1, b: 2 })
})

test('samples weigh alike, however many images they have', () => {
  const inSamples = (tool: string, values: readonly number[]): RankableTool => ({
    tool,
    scores: values.map((value, i) => ({
      case: `c${i}`,
      sample: i < 4 ? 'many' : `s${i}`,
      score: { value },
    })),
  })
  const tools = [inSamples('a', [1, 1, 1, 1, 0, 0]), inSamples('b', [0, 0, 0, 0, 0.5, 0.5])]
  // Image by image a leads four to two; sample by sample b leads two to one.
  expect(rankBy('rank-then-mean', tools, f1)).toEqual({ a: 2, b: 1 })
})

test('neither the order of cases nor the names of tools matter', () => {
  const renamed = new Map(w2s.map(({ tool }, i) => [tool, `z${9 - i}`]))
  for (const scheme of schemes) {
    const ranks = rankBy(scheme, w2s, higher)
    const shuffled = w2s.map(({ tool, scores }, i) => ({
      tool: renamed.get(tool)!,
      scores: [...scores.slice(i + 1), ...scores.slice(0, i + 1)].toReversed(),
    }))
    const others = rankBy(scheme, shuffled.toReversed(), higher)
    for (const [tool, rank] of Object.entries(ranks)) expect(others[renamed.get(tool)!]).toBe(rank)
  }
})
