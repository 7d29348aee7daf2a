import { expect, test } from 'vitest'
import { evaluationOrderSchema } from '../../../src-main/contract/evaluations.ts'
import { createEvaluations } from '../../../src-main/core/evaluation/evaluations.ts'
import { readOrder, runIdOf } from '../../../src-main/core/evaluation/recorded-order.ts'
import type { EvaluationId } from '../../../src-main/core/history/ids.ts'
import { testDependencies } from '../../fixtures/evaluation-dependencies.ts'
import { frozenDataset } from '../../fixtures/scripted-engine.ts'

test('an order is read back as it was given', async () => {
  const deps = testDependencies({ dataset: frozenDataset(['x']), outcome: () => 0.5 })
  const evaluations = createEvaluations(deps)
  const id = await evaluations.start(
    evaluationOrderSchema.parse({
      dataset: { folder: '/data/set' },
      tools: [{ reference: 'baseline:a', settings: { channel: 1 } }, { reference: 'baseline:b' }],
      options: { emptyCasePolicy: 'reference' },
    }),
  )
  await evaluations.ended(id)
  const order = readOrder(deps.history, id)
  expect(order.task).toBe('instances')
  expect(order.metricOptions).toEqual({ emptyCasePolicy: 'reference' })
  expect(order.runs.map((run) => [run.run, run.key, run.settings.channel])).toEqual([
    [`${id}.1`, 'baseline:a', 1],
    [`${id}.2`, 'baseline:b', 'auto'],
  ])
  expect(order.dataset.cases.map((item) => item.id)).toEqual(['x'])
})

test('runs are named by their place in the order', () => {
  expect(runIdOf('e1' as EvaluationId, 0)).toBe('e1.1')
})

test('an unknown evaluation is not found', () => {
  const deps = testDependencies({ dataset: frozenDataset(['x']), outcome: () => 0.5 })
  expect(() => readOrder(deps.history, 'none')).toThrow('There is no evaluation none.')
})
