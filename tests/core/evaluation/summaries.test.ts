import { expect, test } from 'vitest'
import {
  evaluationOrderSchema,
  evaluationSummarySchema,
  runRecordSchema,
} from '../../../src-main/contract/evaluations.ts'
import { createEvaluations } from '../../../src-main/core/evaluation/evaluations.ts'
import {
  evaluationSummary,
  readComparison,
  runRecord,
} from '../../../src-main/core/evaluation/summaries.ts'
import { testDependencies } from '../../fixtures/evaluation-dependencies.ts'
import { frozenDataset } from '../../fixtures/scripted-engine.ts'

const order = evaluationOrderSchema.parse({
  name: 'Nuclei, July',
  dataset: { folder: '/data/set' },
  tools: [{ reference: 'baseline:a' }, { reference: 'baseline:b' }],
})

test('a finished evaluation shows its sentence, the leading tools and its runs', async () => {
  const deps = testDependencies({ dataset: frozenDataset(['x', 'y']), outcome: () => 0.5 })
  const evaluations = createEvaluations(deps)
  const id = await evaluations.start(order)
  await evaluations.ended(id)
  const summary = evaluationSummary(deps.history, deps.history.evaluation(id)!)
  expect(evaluationSummarySchema.parse(summary)).toMatchObject({
    name: 'Nuclei, July',
    state: 'done',
    dataset: { name: 'Set', cases: 2 },
  })
  expect(summary.runs.map((run) => [run.tool, run.done, run.state])).toEqual([
    ['a', 2, 'done'],
    ['b', 2, 'done'],
  ])
  expect(summary.sentence).toBe(readComparison(deps.history, `c${id}`).sentence)
})

test('runs that have not started are shown as pending', async () => {
  const deps = testDependencies({
    dataset: frozenDataset(['x']),
    outcome: () => 0.5,
    onPredict: () => new Promise(() => undefined),
  })
  const id = await createEvaluations(deps).start(order)
  await expect.poll(() => deps.history.runs(id).length).toBe(1)
  const summary = evaluationSummary(deps.history, deps.history.evaluation(id)!)
  expect(summary.runs.map((run) => run.state)).toEqual(['running', 'pending'])
  expect(summary).toMatchObject({ state: 'running', comparison: null, sentence: null })
})

test('the record of a run holds everything needed to repeat it', async () => {
  const deps = testDependencies({ dataset: frozenDataset(['x']), outcome: () => 0.5 })
  const evaluations = createEvaluations(deps)
  const id = await evaluations.start(order)
  await evaluations.ended(id)
  const record = runRecordSchema.parse(runRecord(deps.history, `${id}.1`))
  expect(record).toMatchObject({
    datasetDigest: deps.history.evaluation(id)?.dataset,
    seed: 1,
    host: 'workstation',
    user: 'person',
    versions: { touchstone: '0.1.0' },
    settings: { channel: 'auto', threads: 2 },
  })
  expect(record.caseResults[0]?.scores['f1@0.5']).toEqual({ value: 0.5 })
  expect(record.caseResults[0]?.outputs[0]?.sha256).toMatch(/^sha256:/)
})

test('what is not in the record is not found', () => {
  const deps = testDependencies({ dataset: frozenDataset(['x']), outcome: () => 0.5 })
  expect(() => runRecord(deps.history, 'none')).toThrow('There is no run none.')
  expect(() => readComparison(deps.history, 'none')).toThrow('There is no comparison none.')
})
