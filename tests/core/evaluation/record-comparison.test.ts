import { expect, test } from 'vitest'
import { evaluationOrderSchema } from '../../../src-main/contract/evaluations.ts'
import { createEvaluations } from '../../../src-main/core/evaluation/evaluations.ts'
import type { EngineJobs } from '../../../src-main/core/engine-port.ts'
import { readComparison } from '../../../src-main/core/evaluation/summaries.ts'
import { testDependencies } from '../../fixtures/evaluation-dependencies.ts'
import { frozenDataset, toolDescription } from '../../fixtures/scripted-engine.ts'

const caseIds = Array.from({ length: 12 }, (_, index) => `case-${index + 1}`)
const wobble = (id: string): number => (caseIds.indexOf(id) % 5) / 100

async function compare(
  outcome: Parameters<typeof testDependencies>[0]['outcome'],
  tools: readonly string[],
  change: Partial<Parameters<typeof testDependencies>[0]> = {},
) {
  const deps = testDependencies({ dataset: frozenDataset(caseIds), outcome, ...change })
  const evaluations = createEvaluations(deps)
  const id = await evaluations.start(
    evaluationOrderSchema.parse({
      dataset: { folder: '/data/set' },
      tools: tools.map((reference) => ({ reference })),
    }),
  )
  await evaluations.ended(id)
  return readComparison(deps.history, `c${id}`)
}

test('a clear difference names the better tool, with n and interval', async () => {
  const comparison = await compare(
    (reference, id) => (reference === 'baseline:a' ? 0.9 - wobble(id) : 0.6 + wobble(id)),
    ['baseline:a', 'baseline:b'],
  )
  expect(comparison.verdicts[0]).toMatchObject({ a: 'baseline:a', b: 'baseline:b', code: 'better' })
  expect(comparison.ranking).toEqual([
    { tool: 'baseline:a', rank: 1, leadingGroup: true },
    { tool: 'baseline:b', rank: 2, leadingGroup: false },
  ])
  const estimate = comparison.estimates['baseline:a']?.['f1@0.5']
  expect(estimate).toMatchObject({ n: 12, undefined: 0, failed: 0, method: 'logit-t' })
  expect(Number(estimate?.lower)).toBeLessThan(Number(estimate?.mean))
  expect(comparison.sentence).toMatch(/^A is better than b on these 12 images \(.+\)\.$/)
})

test('how stable the ranking is stands beside it: schemes, resampling, without the input itself', async () => {
  const { stability, verdicts } = await compare(
    (reference, id) => (reference === 'baseline:a' ? 0.9 - wobble(id) : 0.6 + wobble(id)),
    ['baseline:a', 'baseline:b'],
  )
  const ranks = { 'baseline:a': 1, 'baseline:b': 2 }
  expect(stability?.schemes.map((one) => one.ranks)).toEqual([ranks, ranks, ranks])
  expect(stability?.bootstrap).toMatchObject({ draws: 1000, seed: 1 })
  expect(stability?.bootstrap?.tools['baseline:a']).toMatchObject({ median: 1, lower: 1, upper: 1 })
  expect(stability?.friedman).toBeNull()
  expect(verdicts[0]?.needed).toBeNull()
})

test('the mean with failed cases as the worst value stands beside every bounded metric', async () => {
  const comparison = await compare(
    (_, id) => (id === 'case-2' ? new Error('broken') : 0.5),
    ['baseline:a'],
  )
  const estimates = Object.entries(comparison.estimates['baseline:a'] ?? {})
  expect(estimates.length).toBeGreaterThan(0)
  for (const [metric, { options, failed }] of estimates) {
    const { direction, range } = comparison.metrics.find(
      ({ definition }) => definition.id === metric,
    )!.definition
    const worst = direction === 'higher' ? range[0] : direction === 'lower' ? range[1] : null
    expect(failed).toBe(1)
    if (worst === null) expect(options).not.toHaveProperty('meanWithWorst')
    else expect(options.meanWithWorst).toBeCloseTo((11 * 0.5 + worst) / 12, 12)
  }
})

test('tools that differ only by noise are not distinguishable', async () => {
  const comparison = await compare(
    (reference, id) => 0.8 + (reference === 'baseline:a' ? wobble(id) : 0.04 - wobble(id)),
    ['baseline:a', 'baseline:b'],
  )
  expect(comparison.verdicts[0]?.code).toBe('not-distinguishable')
  expect(comparison.ranking.every((row) => row.leadingGroup)).toBe(true)
  expect(comparison.sentence).toContain('not distinguishable with these 12 images')
})

test('undefined and failed scores are counted and shown, never zero', async () => {
  const comparison = await compare(
    (_, id) =>
      id === 'case-1' ? { undefined: 'both-empty' } : id === 'case-2' ? new Error('broken') : 0.5,
    ['baseline:a'],
  )
  expect(comparison.estimates['baseline:a']?.['f1@0.5']).toMatchObject({
    mean: 0.5,
    n: 10,
    undefined: 1,
    failed: 1,
  })
  expect(comparison.cases[0]?.scores['baseline:a']?.['f1@0.5']).toEqual({ undefined: 'both-empty' })
  expect(comparison.cases[1]?.scores['baseline:a']?.['f1@0.5']).toEqual({ failed: 'broken' })
})

test('samples are the unit as soon as cases name them', async () => {
  const dataset = frozenDataset(caseIds)
  const cases = dataset.cases.map((item, index) => ({ ...item, sample: `mouse ${index % 4}` }))
  const comparison = await compare((_, id) => 0.5 + wobble(id), ['baseline:a'], {
    dataset: { ...dataset, cases },
  })
  expect(comparison.dataset).toMatchObject({ unit: 'sample', units: 4, cases: 12 })
  expect(comparison.estimates['baseline:a']?.['f1@0.5']?.n).toBe(4)
})

test('a tool that never ran counts every case as failed', async () => {
  const comparison = await compare(() => 0.5, ['/models/x', 'baseline:a'], {
    describe: (reference) =>
      toolDescription(reference, { cannotRun: reference === '/models/x' ? 'needs PyTorch' : null }),
  })
  const broken = comparison.tools.find((tool) => tool.key === '/models/x')
  expect(broken).toMatchObject({ cases: 12, failed: 12 })
  expect(comparison.cases[0]?.scores['/models/x']?.['f1@0.5']).toEqual({ failed: 'needs PyTorch' })
  expect(comparison.ranking.at(-1)).toEqual({ tool: '/models/x', rank: null, leadingGroup: false })
})

test('why a tool failed stands in the warnings, each reason once', async () => {
  const comparison = await compare(
    (reference, id) =>
      reference === 'baseline:a'
        ? new Error(id < 'case-11' ? 'first reason' : 'second reason')
        : 0.5,
    ['baseline:a', 'baseline:b', '/models/x'],
    {
      describe: (reference) =>
        toolDescription(reference, {
          cannotRun: reference === '/models/x' ? 'needs PyTorch' : null,
        }),
    },
  )
  const reasons = comparison.warnings.filter((text) => /reason$|PyTorch/.test(text))
  expect(reasons).toEqual(['a: first reason', 'a: second reason', '/models/x: needs PyTorch'])
})

test('a finding of the dataset is not repeated as the failure of each tool', async () => {
  const message = 'case-1: the truth is empty'
  const comparison = await compare(() => 0.5, ['baseline:a'], {
    dataset: frozenDataset(caseIds, {
      findings: [{ severity: 'error', check: 'x', cases: ['case-1'], message }],
    }),
  })
  expect(comparison.warnings.filter((text) => text.includes(message))).toEqual([message])
})

test('of many reasons three are shown and the others counted', async () => {
  const comparison = await compare((_, id) => new Error(`broken ${id}`), ['baseline:a'])
  expect(comparison.warnings.filter((text) => text.startsWith('a: broken'))).toHaveLength(3)
  expect(comparison.warnings).toContain('a: 9 further reasons in the record of its run.')
})

test('findings and unpaired files are warned of', async () => {
  const comparison = await compare(() => 0.5, ['baseline:a'], {
    dataset: frozenDataset(caseIds, {
      findings: [
        {
          severity: 'warning',
          check: 'duplicate-image',
          cases: ['case-1'],
          message: 'Twice the same image.',
        },
        { severity: 'note', check: 'empty-truth', cases: ['case-1'], message: 'Empty truth.' },
      ],
      unpaired: [{ path: 'x.tif', side: 'image', reason: 'no ground truth' }],
    }),
  })
  expect(comparison.warnings).toContain('Twice the same image.')
  expect(comparison.warnings).not.toContain('Empty truth.')
  expect(comparison.warnings).toContain(
    "1 file of the dataset's folder did not pair and took no part: x.tif (no ground truth).",
  )
})

test('metrics carry their tuple and stand in the order of the catalogue', async () => {
  const comparison = await compare(() => 0.5, ['baseline:a'])
  expect(comparison.metrics[0]?.tuple).toMatchObject({
    id: 'f1@0.5',
    emptyCasePolicy: 'touchstone',
  })
  expect(
    comparison.metrics.every(({ definition, tuple }) => definition.version === tuple.version),
  ).toBe(true)
})

test('scores of one metric under unlike tuples make no comparison: the evaluation says what differs', async () => {
  const deps = testDependencies({ dataset: frozenDataset(caseIds), outcome: () => 0.5 })
  let scored = 0
  const engine: typeof deps.engine = {
    ...deps.engine,
    async request(name, input, options) {
      const output = await deps.engine.request(name, input, options)
      if (name !== 'score-case' || ++scored <= caseIds.length) return output
      const changed = output as EngineJobs['score-case']['output']
      return {
        ...changed,
        scores: changed.scores.map((one) => ({ ...one, metric: { ...one.metric, version: '2' } })),
      } as typeof output
    },
  }
  const evaluations = createEvaluations({ ...deps, engine })
  const id = await evaluations.start(
    evaluationOrderSchema.parse({
      dataset: { folder: '/data/set' },
      tools: [{ reference: 'baseline:a' }, { reference: 'baseline:b' }],
    }),
  )
  await evaluations.ended(id)
  expect(deps.history.evaluation(id)).toMatchObject({ state: 'failed', comparison: null })
  expect(deps.history.evaluation(id)?.reason).toMatch(
    / of run .+ cannot be compared: the version is 1 in one and 2 in the other/,
  )
})

test('a tool that could not run for another task runs for this one', async () => {
  const description = toolDescription('baseline:a', { cannotRun: 'It does instances.' })
  const script = { dataset: frozenDataset(caseIds), outcome: () => 0.5 }
  let cannotRun: string | null = description.cannotRun
  const deps = testDependencies({ ...script, describe: () => ({ ...description, cannotRun }) })
  const evaluations = createEvaluations(deps)
  const order = evaluationOrderSchema.parse({
    dataset: { folder: '/data/set' },
    tools: [{ reference: 'baseline:a' }],
  })
  const first = await evaluations.start(order)
  await evaluations.ended(first)
  expect(readComparison(deps.history, `c${first}`).tools[0]?.failed).toBe(caseIds.length)
  cannotRun = null
  const second = await evaluations.start(order)
  await evaluations.ended(second)
  expect(readComparison(deps.history, `c${second}`).tools[0]?.failed).toBe(0)
})
