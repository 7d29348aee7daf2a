import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { routes } from '../../../src-main/contract/routes.ts'
import type { Engine, EngineJobs } from '../../../src-main/core/engine-port.ts'
import { coreUnderTest } from '../../fixtures/core-under-test.ts'
import { frozenDataset, scriptedEngine } from '../../fixtures/scripted-engine.ts'

type Order = EngineJobs['truth-picture']['input']

async function frozen(dataset = frozenDataset(['a', 'b'])) {
  const script = { dataset, outcome: () => 0.8 }
  const scripted = scriptedEngine(script)
  const orders: Order[] = []
  const engine: Engine = {
    ...scripted,
    request(name, input, options) {
      if (name !== 'truth-picture') return scripted.request(name, input, options)
      orders.push(input as Order)
      return Promise.resolve({ png: Uint8Array.from([1, 2, 3]) } as never)
    },
  }
  const under = await coreUnderTest(script, { engine })
  const folder = join(under.workspaceDir, 'data')
  mkdirSync(folder)
  const created = await under.post('/api/evaluations', {
    dataset: { folder },
    tools: [{ reference: 'baseline:a' }],
  })
  const { evaluation } = routes.createEvaluation.response.parse(await created.json())
  await under.core.evaluations.ended(evaluation)
  return { ...under, orders, address: `/api/datasets/${dataset.digest}/cases` }
}

test('a picture has the image and its truth as labels, around an object or of the whole', async () => {
  const { get, orders, address } = await frozen()
  const answer = await get(`${address}/a/truth-picture?label=4`)
  expect(answer.headers.get('content-type')).toBe('image/png')
  expect([...new Uint8Array(await answer.arrayBuffer())]).toEqual([1, 2, 3])
  expect((await get(`${address}/b/truth-picture`)).status).toBe(200)
  expect(orders.map(({ label }) => label)).toEqual([4, null])
  expect(orders[0]?.truth).toMatchObject({ asLabels: true })
  expect(orders[0]?.image).toMatchObject({ asLabels: false })
})

test('what is not there is not found, and says what', async () => {
  const { get, address } = await frozen()
  for (const [path, status, sentence] of [
    ['/api/datasets/none/cases/a/truth-picture', 404, 'no frozen dataset none'],
    [`${address}/z/truth-picture`, 404, 'has no case z'],
    [`${address}/a/truth-picture?label=x`, 400, 'label'],
  ] as const) {
    const answer = await get(path)
    expect(answer.status).toBe(status)
    expect(JSON.stringify(await answer.json())).toContain(sentence)
  }
})

test('a truth that is no label image is not read as one', async () => {
  const { get, orders, address } = await frozen({
    ...frozenDataset(['a', 'b']),
    task: 'restoration',
  })
  const answer = await get(`${address}/a/truth-picture`)
  expect(answer.status).toBe(200)
  expect(orders[0]?.truth).toBeNull()
  expect((await get(`${address}/a/truth-picture?label=1`)).status).toBe(404)
})
