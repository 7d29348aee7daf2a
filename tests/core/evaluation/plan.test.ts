import { expect, test } from 'vitest'
import {
  evaluationOrderSchema,
  evaluationPlanSchema,
} from '../../../src-main/contract/evaluations.ts'
import { planEvaluation } from '../../../src-main/core/evaluation/plan.ts'
import { testDependencies } from '../../fixtures/evaluation-dependencies.ts'
import { frozenDataset, toolDescription } from '../../fixtures/scripted-engine.ts'

const order = (tools: number) =>
  evaluationOrderSchema.parse({
    dataset: { folder: '/data/set' },
    tools: Array.from({ length: tools }, (_, index) => ({ reference: `baseline:${index}` })),
  })
const names = (count: number) => Array.from({ length: count }, (_, index) => `case ${index}`)
const plan = (cases: number, tools: number, change: object = {}) =>
  planEvaluation(
    testDependencies({ dataset: frozenDataset(names(cases)), outcome: () => 1, ...change }),
    order(tools),
  )

test('says what will be computed', async () => {
  const planned = evaluationPlanSchema.parse(await plan(24, 3))
  expect(planned).toMatchObject({
    task: 'instances',
    headline: 'f1@0.5',
    unit: 'image',
    units: 24,
    cases: 24,
    tools: 3,
  })
  expect(planned.metrics.map(({ tuple }) => tuple.id)).toContain('panoptic-quality@0.5')
})

test.each([
  [5, 2, 6],
  [6, 3, 7],
  [7, 4, 8],
])('%i images cannot rank %i tools; at least %i are needed', async (cases, tools, least) => {
  const { limits } = await plan(cases, tools)
  expect(limits.join(' ')).toContain(`at least ${least} are needed`)
})

test('says how large a difference must be to be found', async () => {
  // 15 pairs find 0.8 standard deviations with power 0.8, 34 find 0.5
  expect((await plan(15, 2)).limits[0]).toContain('about 0.8 standard deviations')
  expect((await plan(34, 2)).limits[0]).toContain('about 0.5 standard deviations')
})

test('one image gives no ranking', async () => {
  expect((await plan(1, 2)).limits).toEqual([
    'One image gives no interval and no ranking; its scores can only be looked at.',
  ])
})

test('samples are counted where cases name them', async () => {
  const dataset = frozenDataset(names(12))
  const cases = dataset.cases.map((item, index) => ({ ...item, sample: `slide ${index % 3}` }))
  expect(await plan(12, 2, { dataset: { ...dataset, cases } })).toMatchObject({
    unit: 'sample',
    units: 3,
  })
})

test('warnings name findings and tools that cannot run', async () => {
  const { warnings } = await plan(2, 1, {
    dataset: frozenDataset(['a', 'b'], {
      findings: [{ severity: 'error', check: 'x', cases: ['a'], message: 'Sizes differ.' }],
    }),
    describe: (reference: string) =>
      toolDescription(reference, { name: 'Net', cannotRun: 'needs PyTorch' }),
  })
  expect(warnings).toEqual(['Sizes differ.', 'Net cannot run here: needs PyTorch'])
})

test('a plan shows questions, what the data answer, and the proposed metrics with their reasons', async () => {
  const dataset = frozenDataset(['a', 'b'], {
    truthFacts: {
      objects: 30,
      medianWidthPx: 4,
      sizeRatio: 2,
      touchingShare: 0.3,
      foregroundShare: 0.2,
      emptyCases: 0,
    },
  })
  const plan = await planEvaluation(
    testDependencies({ dataset, outcome: () => 1 }),
    evaluationOrderSchema.parse({
      dataset: { folder: '/data/set' },
      tools: [{ reference: 'baseline:a' }],
      answers: {},
    }),
  )
  expect(evaluationPlanSchema.parse(plan).fingerprint.proposal.headline).toBe('f1@0.5')
  const tiny = plan.fingerprint.questions.find(({ id }) => id === 'tiny')
  expect(tiny?.fromData).toEqual({
    answer: 'yes',
    sentence: 'The median true object is 4.0 px wide.',
  })
  expect(plan.fingerprint.pitfalls.map(({ pitfall }) => pitfall)).toContain(3)
})

test('one tool alone: how wide the interval of its mean will be, t(0.975, 15) / sqrt(16)', async () => {
  expect((await plan(16, 1)).limits).toEqual([
    'With 16 images the 95 % interval of a mean reaches about 0.53 standard deviations (of scores between images) to either side.',
  ])
})
