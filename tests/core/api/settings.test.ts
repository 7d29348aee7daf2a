import { expect, test } from 'vitest'
import {
  machineExecutionSchema,
  workspaceSettingsSchema,
} from '../../../src-main/contract/execution.ts'
import { coreUnderTest } from '../../fixtures/core-under-test.ts'
import { frozenDataset } from '../../fixtures/scripted-engine.ts'

const script = {
  dataset: frozenDataset(['a']),
  outcome: () => 0.5,
  providers: { webgpu: 0.2, cpu: 1 },
}

test('settings are the defaults until they are changed, and wrong ones are refused', async () => {
  const { core, get } = await coreUnderTest(script)
  const put = (body: unknown) =>
    core.handle(
      new Request('http://127.0.0.1/api/settings', { method: 'PUT', body: JSON.stringify(body) }),
    )
  const read = async () => workspaceSettingsSchema.parse(await (await get('/api/settings')).json())
  expect(await read()).toEqual({
    settings: { execution: 'fastest', threads: null, memoryLimitMb: null },
    usualThreads: 2,
  })
  const settings = { execution: 'repeatable', threads: 8, memoryLimitMb: 4096 }
  expect(await (await put(settings)).json()).toEqual({ settings, usualThreads: 2 })
  expect((await read()).settings).toEqual(settings)
  const refused = await put({ threads: 0 })
  expect(refused.status).toBe(400)
  expect(await refused.text()).toMatch(/threads is wrong/)
  expect((await read()).settings).toEqual(settings)
})

test('the providers of this machine are tried in their order, and again where asked', async () => {
  const { get, post } = await coreUnderTest(script, {
    environment: { versions: { platform: 'linux-x64' }, host: 'workstation', user: 'person' },
  })
  const expected = {
    providers: [
      { provider: 'cuda', works: false, reason: 'absent' },
      { provider: 'webgpu', works: true, reason: null },
      { provider: 'cpu', works: true, reason: null },
    ],
    preferred: 'webgpu',
  }
  const answers = [await get('/api/execution'), await post('/api/execution/try')]
  for (const answer of answers)
    expect(machineExecutionSchema.parse(await answer.json())).toEqual(expected)
})
