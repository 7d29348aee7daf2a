import { expect, test } from 'vitest'
import { concludeCriteria } from '../../src-main/contract/conclude-criteria.ts'
import type { Criterion } from '../../src-main/contract/criteria.ts'
import type { Standing } from '../../src-main/contract/weigh-criteria.ts'

const offline: Criterion = {
  ...{ kind: 'gate', id: 'offline', group: 'usability', name: 'Runs offline' },
  ...{ question: 'Does it run without a network?', source: { from: 'person' }, stratum: null },
  bound: null,
}
const tools = ['Alpha', 'Beta'].map((name) => ({
  ...{ key: name.toLowerCase(), name, kind: 'model', digest: `sha256:${'0'.repeat(64)}` as const },
}))
const matrix = { criteria: [offline], tools, resampled: { draws: 200, seed: 1, marks: {} } }
const standing = (tool: string, changes: Partial<Standing>): Standing => ({
  ...{ tool, score: 0.5, known: 1, atLeast: 0.5, atMost: 0.5, failed: [], open: [], rank: 1 },
  ...{ leadsUnderWeights: 0.5, leadsUnderResampling: 0.5 },
  ...changes,
})
const second = standing('beta', { rank: 2, score: 0.4, atLeast: 0.4, atMost: 0.4 })

test('a firm lead is named with how often it holds', () => {
  const first = standing('alpha', { leadsUnderWeights: 1, leadsUnderResampling: 0.96 })
  expect(concludeCriteria(matrix, [first, second])).toEqual({
    sentence:
      'Alpha leads with a score of 0.50, in 100 % of other weightings and 96 % of resampled image sets.',
    limits: [],
  })
})

test('a lead that other weights or images turn over is no lead', () => {
  const first = standing('alpha', { leadsUnderWeights: 0.95, leadsUnderResampling: 0.6 })
  expect(concludeCriteria(matrix, [first, second]).sentence).toMatch(
    /^No tool leads firmly: Alpha .* 95 % of other weightings and 60 % of resampled image sets\.$/,
  )
})

test('equal scores are said to be equal', () => {
  expect(concludeCriteria(matrix, [standing('alpha', {}), standing('beta', {})]).sentence).toBe(
    'No tool leads: Alpha and Beta have the same score.',
  )
})

test('an excluded tool is named with its gate', () => {
  const out = standing('alpha', { failed: ['offline'], rank: null, leadsUnderWeights: null })
  const conclusion = concludeCriteria(matrix, [out, standing('beta', {})])
  expect(conclusion.sentence).toBe('Beta is the only tool that can be ranked (score 0.50).')
  expect(conclusion.limits).toEqual(['Alpha is excluded: it does not meet Runs offline.'])
})

test('when all fail a gate none is left, and without marks there is no order', () => {
  const out = { failed: ['offline'], rank: null, score: null }
  expect(concludeCriteria(matrix, [standing('alpha', out), standing('beta', out)]).sentence).toBe(
    'Every tool fails a gate, so none is left to choose.',
  )
  const blank = { rank: null, score: null, known: 0, atLeast: 0, atMost: 1 }
  expect(
    concludeCriteria(matrix, [standing('alpha', blank), standing('beta', blank)]).sentence,
  ).toBe('No criterion with a weight bears a mark yet, so there is no order.')
})

test('what is unknown is said, also that it could turn the order over', () => {
  const first = standing('alpha', { leadsUnderWeights: 1, leadsUnderResampling: 1 })
  const gaps = standing('beta', { ...second, known: 0.5, atLeast: 0.2, atMost: 0.7 })
  const conclusion = concludeCriteria(matrix, [first, { ...gaps, open: ['offline'] }])
  expect(conclusion.sentence).toMatch(/What is unknown could still put Beta before it\.$/)
  expect(conclusion.limits).toEqual([
    'Of Beta it is not known whether it meets Runs offline.',
    'Of Beta 50 % of the weight is known; with the rest its score could be anything from 0.20 to 0.70.',
  ])
})
