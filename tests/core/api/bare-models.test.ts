import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { bareModelSchema, previewSchema } from '../../../src-main/contract/bare-model.ts'
import type { EngineJobName, EngineJobs } from '../../../src-main/core/engine-port.ts'
import { coreUnderTest } from '../../fixtures/core-under-test.ts'
import { frozenDataset, scriptedEngine } from '../../fixtures/scripted-engine.ts'

const script = { dataset: frozenDataset(['a']), outcome: () => 0.5 }
const model = {
  ...{ path: '/net.onnx', format: 'onnx', name: 'net', version: null, licence: null },
  ...{ inputs: [], outputs: [], suggestion: { inputAxes: 'bcyx' }, decoding: null },
  ...{ origins: {}, open: [], cannotRun: null },
} as const
const preview = { input: '/in.tif', outputs: [], seconds: 0.1, notes: [] }

/** Answers the jobs of bare weights and remembers what they were asked. */
async function underTest() {
  const asked: { name: EngineJobName; input: unknown }[] = []
  const scripted = scriptedEngine(script)
  const answers: Partial<Record<EngineJobName, unknown>> = {
    ...{ 'inspect-weights': model, 'preview-weights': preview },
  }
  const core = await coreUnderTest(script, {
    engine: {
      ...scripted,
      request<Name extends EngineJobName>(name: Name, input: EngineJobs[Name]['input']) {
        asked.push({ name, input })
        return name in answers
          ? Promise.resolve(answers[name] as EngineJobs[Name]['output'])
          : scripted.request(name, input)
      },
    },
  })
  writeFileSync(join(core.workspaceDir, 'net.onnx'), 'x')
  writeFileSync(join(core.workspaceDir, 'a.tif'), 'x')
  return { ...core, asked }
}

test('weights inside the roots are looked at and tried', async () => {
  const { post, workspaceDir, asked } = await underTest()
  const path = join(workspaceDir, 'net.onnx')
  const graph = await post('/api/models/graph', { path })
  expect(bareModelSchema.parse(await graph.json())).toEqual(model)
  const order = { path, settings: { inputAxes: 'bcyx' }, image: join(workspaceDir, 'a.tif') }
  const shown = await post('/api/models/preview', order)
  expect(previewSchema.parse(await shown.json())).toEqual(preview)
  const cacheDir = join(workspaceDir, 'cache')
  expect(asked.slice(-2)).toEqual([
    { name: 'inspect-weights', input: { path, cacheDir } },
    { name: 'preview-weights', input: { order: { ...order, channel: 'auto' }, cacheDir } },
  ])
})

test('what was dropped into the page counts as inside', async () => {
  const { post, workspaceDir } = await underTest()
  const folder = join(workspaceDir, 'cache', 'dropped')
  mkdirSync(folder, { recursive: true })
  const path = join(folder, 'net.onnx')
  writeFileSync(path, 'x')
  expect((await post('/api/models/graph', { path })).status).toBe(200)
})

test.each([
  ['/api/models/graph', {}],
  ['/api/models/preview', { settings: {}, image: '/etc/hostname' }],
  ['/api/models/install', { settings: {}, name: 'x' }],
])('%s reads nothing outside the roots', async (address, order) => {
  const { post, asked } = await underTest()
  const before = asked.length
  expect((await post(address, { path: '/etc/hostname', ...order })).status).toBe(403)
  expect(asked.length).toBe(before)
})

test('orders that lack something are refused by name', async () => {
  const { post, workspaceDir } = await underTest()
  const path = join(workspaceDir, 'net.onnx')
  const answer = await post('/api/models/install', { path, name: '', settings: {} })
  expect(answer.status).toBe(400)
  expect(await answer.text()).toMatch(/name/)
})
