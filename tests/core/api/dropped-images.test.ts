import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { coreUnderTest } from '../../fixtures/core-under-test.ts'
import { frozenDataset, scriptedEngine } from '../../fixtures/scripted-engine.ts'

const script = { dataset: frozenDataset(['a']), outcome: () => 0.5 }

test('a dropped file lies in the cache, under a name that leads nowhere else, and can be opened', async () => {
  const asked: unknown[] = []
  const engine = {
    ...scriptedEngine(script),
    request: (_: string, input: unknown) => {
      asked.push(input)
      return Promise.resolve({}) as never
    },
  }
  const outside = [{ name: 'Data', path: '/nowhere' }]
  const { core, workspaceDir, post } = await coreUnderTest(script, { engine, roots: outside })
  const response = await core.handle(
    new Request('http://127.0.0.1/api/images/dropped/..%2F..%2Fcells.tif', {
      method: 'PUT',
      body: 'II*',
    }),
  )
  expect(response.status).toBe(201)
  const { path } = (await response.json()) as { path: string }
  expect(path).toBe(join(workspaceDir, 'cache', 'dropped', 'id000001', '_.._cells.tif'))
  expect(readFileSync(path, 'utf8')).toBe('II*')
  expect((await post('/api/images', { path })).status).toBe(200)
  expect(asked).toMatchObject([{ reference: path }])
  expect(
    (await post('/api/images', { path: join(workspaceDir, 'touchstone.sqlite') })).status,
  ).toBe(403)
})
