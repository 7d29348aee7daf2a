import { expect, test } from 'vitest'
import type { Json } from '../../../src-main/contract/words.ts'
import { digestOf } from '../../../src-main/core/canonical-json.ts'
import { stateFromRuns } from '../../../src-main/core/history/project-evaluations.ts'
import {
  comparisonPayload,
  evaluationPayload,
  openInMemory,
  recordEvaluation,
  recordOrder,
  runPayload,
  sha,
} from './sample-record.ts'

test.each([
  [[], 2, 'pending'],
  [['running'], 2, 'running'],
  [['done'], 2, 'running'],
  [['done', 'done'], 2, 'running'],
  [['failed'], 2, 'running'],
  [['failed', 'failed'], 2, 'failed'],
  [['failed', 'done'], 2, 'running'],
  [['done', 'interrupted'], 2, 'interrupted'],
  [['running', 'interrupted'], 2, 'running'],
  [['done', 'cancelled'], 2, 'cancelled'],
])('runs %j of %i planned make the evaluation %s', (runs, planned, state) => {
  expect(stateFromRuns(runs, planned)).toBe(state)
})

test('the comparison makes an evaluation done', () => {
  const history = openInMemory()
  recordEvaluation(history)
  expect(history.evaluation('e1')).toMatchObject({ state: 'done', comparison: 'c1' })
  expect(history.evaluation('e1')?.finishedAt).toBe(history.comparison('c1')?.madeAt)
})

test('a comparison whose digest is not that of its document is refused', () => {
  const history = openInMemory()
  recordEvaluation(history)
  const wrong = { ...comparisonPayload('c2'), digest: sha('other') }
  expect(() => history.append('comparison-made', wrong)).toThrow(
    expect.objectContaining({ code: 'conflict' }),
  )
})

test('a comparison keeps to what was ordered before there were results', () => {
  const ordered = evaluationPayload('e1')
  const { headline, alpha, minimalRelevantDifference, seed } = ordered
  const kept = { headline, alpha, minimalRelevantDifference, seed }
  const made = (document: Json) => ({
    comparison: 'c2',
    evaluation: 'e1',
    digest: digestOf(document),
    document,
  })
  const history = openInMemory()
  recordEvaluation(history)
  for (const changed of [
    { headline: 'recall@0.5' },
    { alpha: 0.2 },
    { minimalRelevantDifference: 0.25 },
    { minimalRelevantDifference: minimalRelevantDifference === null ? 0 : null },
    { seed: seed + 1 },
  ])
    expect(() => history.append('comparison-made', made({ ...kept, ...changed }))).toThrow(
      expect.objectContaining({
        code: 'conflict',
        message: expect.stringContaining(
          `The ${Object.keys(changed)[0]} that was ordered is`,
        ) as string,
      }),
    )
  history.append('comparison-made', made(kept))
  expect(history.comparison('c2')?.document).toEqual(kept)
})

test('an evaluation does not end while a run goes on', () => {
  const history = openInMemory()
  recordOrder(history)
  history.append('run-started', runPayload('r1'))
  const end = { evaluation: 'e1', state: 'cancelled', reason: 'by the user' } as const
  expect(() => history.append('evaluation-finished', end)).toThrow(/is 1 in the record and 0/)
  expect(() => history.append('comparison-made', comparisonPayload('c1'))).toThrow(
    /is 1 in the record and 0/,
  )
})

test('an evaluation can end before any run', () => {
  const history = openInMemory()
  recordOrder(history)
  history.append('evaluation-finished', { evaluation: 'e1', state: 'failed', reason: 'no engine' })
  expect(history.evaluation('e1')).toMatchObject({ state: 'failed', reason: 'no engine' })
  expect(history.unfinishedEvaluations()).toEqual([])
})

test('tools of one evaluation have different keys, and its task is that of the dataset', () => {
  const history = openInMemory()
  recordOrder(history)
  const order = evaluationPayload('e2')
  const twice = order.tools.map((tool) => ({ ...tool, key: 'same' }))
  expect(() => history.append('evaluation-created', { ...order, tools: twice })).toThrow(
    /is 1 in the record and 2/,
  )
  expect(() => history.append('evaluation-created', { ...order, task: 'semantic' })).toThrow(
    /is instances in the record and semantic/,
  )
})
