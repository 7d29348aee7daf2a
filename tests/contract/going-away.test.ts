/** Who goes away from a page takes its questions back: through HTTP, to the engine. */
import { request as httpRequest } from 'node:http'
import { expect, test } from 'vitest'
import type { Engine } from '../../src-main/core/engine-port.ts'
import { listen } from '../../src-main/hosts/web/listen.ts'
import { coreUnderTest } from '../fixtures/core-under-test.ts'
import { frozenDataset, scriptedEngine } from '../fixtures/scripted-engine.ts'

test('a connection that closes before its answer cancels the read', async () => {
  const dataset = frozenDataset(['a'])
  const script = { dataset, outcome: () => 0.5 }
  const asked = Promise.withResolvers<AbortSignal>()
  const engine: Engine = {
    ...scriptedEngine(script),
    request: (_name, _input, options) => {
      if (options?.signal) asked.resolve(options.signal)
      return new Promise(() => undefined)
    },
  }
  const { core } = await coreUnderTest(script, { engine })
  core.history.append('dataset-frozen', dataset)
  const host = await listen(core.handle, 0)
  const path = `/api/datasets/${dataset.digest}/cases/a/image/levels/0/planes/0/0/0/tiles/0/0`
  const request = httpRequest(`${host.origin}${path}`, {
    headers: { authorization: `Bearer ${host.token}` },
  })
  request.on('error', () => undefined)
  request.end()
  const signal = await asked.promise
  expect(signal.aborted).toBe(false)
  request.destroy()
  await expect.poll(() => signal.aborted).toBe(true)
  await host.close()
})
