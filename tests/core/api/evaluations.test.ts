import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { comparisonSchema } from '../../../src-main/contract/comparison.ts'
import { routes } from '../../../src-main/contract/routes.ts'
import { coreUnderTest } from '../../fixtures/core-under-test.ts'
import { frozenDataset } from '../../fixtures/scripted-engine.ts'

const caseIds = ['a', 'b', 'c', 'd', 'e', 'f', 'g']
const script = {
  dataset: frozenDataset(caseIds),
  outcome: (reference: string, id: string) =>
    (reference === 'baseline:a' ? 0.9 : 0.5) + caseIds.indexOf(id) / 100,
}

async function withData(change: Parameters<typeof coreUnderTest>[1] = {}) {
  const under = await coreUnderTest(script, change)
  const folder = join(under.workspaceDir, 'data')
  mkdirSync(folder)
  const order = {
    dataset: { folder },
    tools: [{ reference: 'baseline:a' }, { reference: 'baseline:b' }],
  }
  return { ...under, folder, order }
}

test('an order is planned, started, followed and compared over the wire', async () => {
  const { core, get, post, order } = await withData()
  const plan = routes.planEvaluation.response.parse(
    await (await post('/api/evaluations/plan', order)).json(),
  )
  expect(plan).toMatchObject({ cases: 7, tools: 2 })

  const created = await post('/api/evaluations', order)
  expect(created.status).toBe(201)
  const { evaluation } = routes.createEvaluation.response.parse(await created.json())
  await core.evaluations.ended(evaluation)

  const summary = routes.evaluation.response.parse(
    await (await get(`/api/evaluations/${evaluation}`)).json(),
  )
  expect(summary.state).toBe('done')
  const list = routes.evaluations.response.parse(await (await get('/api/evaluations')).json())
  expect(list.map((one) => one.id)).toEqual([evaluation])

  const comparison = comparisonSchema.parse(
    await (await get(`/api/comparisons/${summary.comparison}`)).json(),
  )
  expect(comparison.ranking[0]).toMatchObject({ tool: 'baseline:a', rank: 1 })

  const events = routes.evaluationEvents.response.parse(
    await (await get(`/api/evaluations/${evaluation}/events?after=0`)).json(),
  )
  expect(events.at(-1)?.type).toBe('evaluation-finished')
  const later = routes.evaluationEvents.response.parse(
    await (await get(`/api/evaluations/${evaluation}/events?after=${events.length - 1}`)).json(),
  )
  expect(later).toHaveLength(1)
})

test.each([
  ['no tools', { tools: [] }],
  ['an unknown field', { colour: 'red' }],
  ['an alpha of one', { alpha: 1 }],
])('an order with %s is refused by name', async (_, change) => {
  const { post, order } = await withData()
  const response = await post('/api/evaluations', { ...order, ...change })
  expect(response.status).toBe(400)
})

test('a body that is not JSON is a bad request', async () => {
  const { core } = await withData()
  const response = await core.handle(
    new Request('http://127.0.0.1/api/evaluations', { method: 'POST', body: 'not json' }),
  )
  expect(response.status).toBe(400)
})

test('datasets and tools outside the roots are refused', async () => {
  const { post, order } = await withData()
  const outside = await post('/api/evaluations', { ...order, dataset: { folder: '/etc' } })
  expect(outside.status).toBe(403)
  const tool = await post('/api/evaluations', {
    ...order,
    tools: [{ reference: 'predictions:/etc' }],
  })
  expect(tool.status).toBe(403)
})

test('cancelling what does not run says so', async () => {
  const { post } = await withData()
  expect(await (await post('/api/evaluations/none/cancel')).json()).toEqual({ cancelled: false })
  expect((await post('/api/evaluations/none/resume')).status).toBe(404)
})
