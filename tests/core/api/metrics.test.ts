import { expect, test } from 'vitest'
import { routes } from '../../../src-main/contract/routes.ts'
import { metricDefinitions } from '../../../src-main/core/metrics/definitions.ts'
import { coreUnderTest } from '../../fixtures/core-under-test.ts'
import { frozenDataset } from '../../fixtures/scripted-engine.ts'

test('the whole catalogue is answered, each metric with its formula', async () => {
  const { get } = await coreUnderTest({ dataset: frozenDataset(['a']), outcome: () => 0.5 })
  const docs = routes.metrics.response.parse(await (await get('/api/metrics')).json())
  expect(docs.map(({ metric }) => metric.id)).toEqual(metricDefinitions.map(({ id }) => id))
  expect(docs.find(({ metric }) => metric.id === 'dice')).toMatchObject({
    formula: '2 |T ∩ P| / (|T| + |P|)',
    proofs: [{ kind: 'semantic', names: ['dice'] }],
  })
})
