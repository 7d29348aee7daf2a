import { expect, test } from 'vitest'
import { comparePooled } from '../../../src-main/core/statistics/compare-pooled.ts'
import { estimatePooled } from '../../../src-main/core/statistics/estimate-pooled.ts'
import { createRandom } from '../../../src-main/core/statistics/random.ts'

const mean = (answers: readonly number[]) => answers.reduce((sum, x) => sum + x, 0) / answers.length
const metric = { id: 'm', name: 'Share', direction: 'higher', digits: 2, worst: 0 } as const
const options = { metric, alpha: 0.05, delta: null, seed: 1, draws: 400 }

function tool(name: string, answers: readonly (number | null)[]) {
  const cases = answers.map((answer, i) => ({ case: `c${i}`, sample: null, answer }))
  const estimate = estimatePooled(cases, (a) => ({ m: mean(a) }), {
    level: 0.95,
    seed: 1,
    draws: 400,
  })['m']
  return { tool: name, name, cases, estimate }
}
const right = (n: number, wrong: number) => Array.from({ length: n }, (_, i) => (i < wrong ? 0 : 1))

test('names the better of two tools, with interval, test and n', () => {
  const result = comparePooled([tool('A', right(30, 1)), tool('B', right(30, 16))], mean, options)
  expect(result.ranking.map((row) => [row.tool, row.leadingGroup])).toEqual([
    ['A', true],
    ['B', false],
  ])
  expect(result.sentence).toContain('A is better than B on these 30 images')
  const [verdict] = result.verdicts
  expect(verdict).toMatchObject({ code: 'better', difference: { mean: 0.5, n: 30 } })
  expect(verdict?.test).toContain("exchange of the tools' answers image by image")
})

test('too few images and equal tools give no winner', () => {
  const few = comparePooled([tool('A', right(4, 0)), tool('B', right(4, 4))], mean, options)
  expect(few.verdicts[0]?.code).toBe('too-few-samples')
  const alike = comparePooled([tool('A', right(20, 4)), tool('B', right(20, 5))], mean, options)
  expect(alike.verdicts[0]?.code).toBe('not-distinguishable')
})

test('compares over common cases and lets a tool not climb by failing', () => {
  const failing = [...right(10, 0), ...new Array<null>(10).fill(null)]
  const result = comparePooled([tool('A', failing), tool('B', right(20, 6))], mean, options)
  expect(result.verdicts[0]?.difference.n).toBe(10)
  expect(result.ranking.map((row) => row.tool)).toEqual(['B', 'A'])
  expect(result.warnings[0]).toContain('A failed on 10 of 20 cases')
})

test('two equal tools are rarely called different', () => {
  const random = createRandom(7)
  const wins = Array.from({ length: 100 }, () => {
    const draw = () => Array.from({ length: 20 }, () => (random.nextReal() < 0.8 ? 1 : 0))
    const { verdicts } = comparePooled([tool('A', draw()), tool('B', draw())], mean, {
      ...options,
      draws: 200,
    })
    return verdicts[0]!.code.startsWith('better')
  }).filter(Boolean).length
  expect(wins).toBeLessThanOrEqual(10)
})
