import { expect, test } from 'vitest'
import { verdictSchema } from '../../../src-main/contract/comparison.ts'
import { judgePairs, saysBetter } from '../../../src-main/core/statistics/judge-pairs.ts'
import { scoresOf, type W2sTool } from './w2s-rows.ts'

const options = {
  metric: 'psnr',
  direction: 'higher',
  alpha: 0.05,
  delta: null,
  unit: 'image',
} as const
const tools = (['noisy', 'n2vDefault', 'n2vFast', 'n2n'] satisfies W2sTool[]).map((tool) => ({
  tool,
  scores: scoresOf(tool),
}))

test('W2S: six pairs, five winners, fast against default not distinguishable', () => {
  const pairs = judgePairs(tools, options)
  expect(pairs.map(({ verdict, better }) => [verdict.a, verdict.b, better])).toEqual([
    ['noisy', 'n2vDefault', 'n2vDefault'],
    ['noisy', 'n2vFast', 'n2vFast'],
    ['noisy', 'n2n', 'n2n'],
    ['n2vDefault', 'n2vFast', null],
    ['n2vDefault', 'n2n', 'n2n'],
    ['n2vFast', 'n2n', 'n2n'],
  ])
  expect(pairs.map(({ verdict }) => verdict.p)).toEqual([
    0.001953125, 0.001953125, 0.001953125, 0.375, 0.001953125, 0.001953125,
  ])
  expect(pairs.map(({ verdict }) => verdict.pAdjusted)).toEqual([
    0.01171875, 0.01171875, 0.01171875, 0.375, 0.01171875, 0.01171875,
  ])
  for (const { verdict } of pairs) expect(verdictSchema.parse(verdict)).toEqual(verdict)
})

test('a verdict carries metric, difference, test and words', () => {
  const { verdict, needed, leftOut } = judgePairs(tools, options)[3]!
  expect(verdict.metric).toBe('psnr')
  expect(verdict.difference.mean).toBeCloseTo(0.17066, 5)
  expect(verdict.difference.lower).toBeCloseTo(-0.3779, 4)
  expect(verdict.difference.upper).toBeCloseTo(0.7192, 4)
  expect(verdict.difference.n).toBe(10)
  expect(verdict.text).toBe(
    'n2vDefault and n2vFast are not distinguishable with these 10 images; about 160 would be needed',
  )
  expect(verdict.test).toBe(
    'wilcoxon-signed-rank, two-sided, exact, zeros dropped; holm over 6 pairs',
  )
  expect(needed).toBe(161)
  expect(leftOut).toEqual({ withoutScore: 0, infinite: 0 })
})

test('names stand in the words, keys in the verdict; alpha sets the level', () => {
  const named = tools.slice(1, 3).map((tool, i) => ({ ...tool, name: `Tool ${i}` }))
  const [pair] = judgePairs(named, { ...options, alpha: 0.1 })
  expect(pair!.verdict.text).toContain('Tool 0 and Tool 1 are not distinguishable')
  expect(pair!.verdict.a).toBe('n2vDefault')
  // 90 % interval: t(0.95, 9) = 1.8331129
  expect(pair!.verdict.difference.upper).toBeCloseTo(
    0.17066 + (1.8331129 * 0.766848) / Math.sqrt(10),
    4,
  )
})

test('a tool without values is not tested and does not make the others harder to tell apart', () => {
  const six = (tool: W2sTool) => ({ tool, scores: scoresOf(tool).slice(0, 6) })
  const nothing = {
    tool: 'broken',
    scores: scoresOf('noisy').map((one) => ({ ...one, score: 'failed' as const })),
  }
  const pairs = judgePairs([six('noisy'), nothing, six('n2n')], options)
  expect(pairs[0]!.verdict).toMatchObject({ code: 'too-few-samples', p: null, pAdjusted: null })
  expect(pairs[0]!.verdict.test).toContain('not run')
  expect(pairs[1]!.verdict).toMatchObject({ code: 'better', p: 0.03125, pAdjusted: 0.03125 })
  expect(pairs[1]!.verdict.test).toContain('holm over 1 pairs')
})

test('every tool with values counts towards the samples that are needed', () => {
  const six = (['noisy', 'n2vDefault', 'n2n'] satisfies W2sTool[]).map((tool) => ({
    tool,
    scores: scoresOf(tool).slice(0, 6),
  }))
  const codes = judgePairs(six, options).map(({ verdict, needed }) => [verdict.code, needed])
  expect(codes).toEqual(new Array(3).fill(['too-few-samples', 7]))
})

test('who is better than whom', () => {
  const [pair] = judgePairs([tools[0]!, tools[3]!], options)
  expect(saysBetter(pair!, 'n2n', 'noisy')).toBe(true)
  expect(saysBetter(pair!, 'noisy', 'n2n')).toBe(false)
  expect(saysBetter(pair!, 'n2n', 'other')).toBe(false)
  expect(saysBetter(pair!, 'n2n', 'n2n')).toBe(false)
})
