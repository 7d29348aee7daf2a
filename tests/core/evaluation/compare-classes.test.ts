import { expect, test } from 'vitest'
import { compareClasses } from '../../../src-main/core/evaluation/compare-classes.ts'
import { createEvaluations } from '../../../src-main/core/evaluation/evaluations.ts'
import { evaluationOrderSchema } from '../../../src-main/contract/evaluations.ts'
import { testDependencies } from '../../fixtures/evaluation-dependencies.ts'
import { frozenDataset } from '../../fixtures/scripted-engine.ts'

test('asks nothing for a task whose scores belong to single cases', async () => {
  const deps = testDependencies({ dataset: frozenDataset(['a', 'b']), outcome: () => 0.5 })
  const evaluations = createEvaluations(deps)
  const order = { dataset: { folder: '/data/set' }, tools: [{ reference: 'baseline:otsu' }] }
  const id = await evaluations.start(evaluationOrderSchema.parse(order))
  await evaluations.ended(id)
  expect(await compareClasses(deps, id)).toBeNull()
})
