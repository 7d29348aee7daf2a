import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { routes } from '../../../src-main/contract/routes.ts'
import type { Engine } from '../../../src-main/core/engine-port.ts'
import { coreUnderTest } from '../../fixtures/core-under-test.ts'
import { frozenDataset, scriptedEngine } from '../../fixtures/scripted-engine.ts'

const script = { dataset: frozenDataset(['a']), outcome: () => 0.5 }

test('a survey asks the engine with real paths', async () => {
  const asked: unknown[] = []
  const engine: Engine = {
    ...scriptedEngine(script),
    request: (name, input) => {
      asked.push([name, input])
      return Promise.reject(new Error('enough'))
    },
  }
  const { post, workspaceDir } = await coreUnderTest(script, { engine })
  mkdirSync(join(workspaceDir, 'data', 'images'), { recursive: true })
  await post('/api/datasets/survey', {
    folder: join(workspaceDir, 'data', '..', 'data'),
    images: 'images',
    truth: join(workspaceDir, 'data', 'images'),
    task: 'instances',
  })
  expect(asked).toEqual([
    [
      'survey-dataset',
      {
        folder: join(workspaceDir, 'data'),
        images: 'images',
        truth: join(workspaceDir, 'data', 'images'),
        task: 'instances',
      },
    ],
  ])
})

test('truth given by a full path outside the roots is refused', async () => {
  const { post, workspaceDir } = await coreUnderTest(script)
  const response = await post('/api/datasets/survey', { folder: workspaceDir, truth: '/etc' })
  expect(response.status).toBe(403)
})

test('frozen datasets are listed and found by digest', async () => {
  const { core, get } = await coreUnderTest(script)
  core.history.append('dataset-frozen', script.dataset)
  const list = routes.datasets.response.parse(await (await get('/api/datasets')).json())
  expect(list).toEqual([script.dataset])
  const one = routes.dataset.response.parse(
    await (await get(`/api/datasets/${script.dataset.digest}`)).json(),
  )
  expect(one.name).toBe('Set')
})

test('a dataset knows where it was used and what so few images can show', async () => {
  const { core, get } = await coreUnderTest(script)
  core.history.append('dataset-frozen', script.dataset)
  const use = routes.datasetUse.response.parse(
    await (await get(`/api/datasets/${script.dataset.digest}/use`)).json(),
  )
  expect(use).toMatchObject({ unit: 'image', units: 1, evaluations: [] })
  expect(use.limits.join()).toMatch(/One image gives no interval/)
  expect((await get(`/api/datasets/sha256:${'0'.repeat(64)}/use`)).status).toBe(404)
})
