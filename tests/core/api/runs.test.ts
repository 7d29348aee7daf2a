import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { routes } from '../../../src-main/contract/routes.ts'
import { coreUnderTest } from '../../fixtures/core-under-test.ts'
import { frozenDataset } from '../../fixtures/scripted-engine.ts'

async function finished() {
  const under = await coreUnderTest({
    dataset: frozenDataset(['a', 'b']),
    outcome: (_, id) => (id === 'b' ? new Error('broken') : 0.5),
  })
  const folder = join(under.workspaceDir, 'data')
  mkdirSync(folder)
  const created = await under.post('/api/evaluations', {
    dataset: { folder },
    tools: [{ reference: 'baseline:a' }],
  })
  const { evaluation } = routes.createEvaluation.response.parse(await created.json())
  await under.core.evaluations.ended(evaluation)
  return { ...under, run: `${evaluation}.1` }
}

test('runs are listed and each gives its record', async () => {
  const { get, run } = await finished()
  const list = routes.runs.response.parse(await (await get('/api/runs')).json())
  expect(list.map((one) => one.id)).toEqual([run])
  const record = routes.run.response.parse(await (await get(`/api/runs/${run}`)).json())
  expect(record.caseResults.map((item) => item.state)).toEqual(['done', 'failed'])
})

test('events of a run are those of its evaluation that name it', async () => {
  const { get, run } = await finished()
  const events = routes.runEvents.response.parse(
    await (await get(`/api/runs/${run}/events`)).json(),
  )
  expect(events.length).toBeGreaterThan(2)
  expect(new Set(events.map((event) => event.run))).toEqual(new Set([run]))
})

test.each([
  ['a failed case', 'b', 'failed: broken'],
  ['an unknown case', 'z', 'no case z'],
])('objects of %s are not found, with the reason', async (_, id, reason) => {
  const { get, run } = await finished()
  const response = await get(`/api/runs/${run}/cases/${id}/objects`)
  expect(response.status).toBe(404)
  expect(JSON.stringify(await response.json())).toContain(reason)
})

test('objects are answered from the file of the case; a file that is gone is said to be', async () => {
  const { core, get, run, workspaceDir } = await finished()
  const response = await get(`/api/runs/${run}/cases/a/objects`)
  expect(await response.json()).toEqual({ iouThreshold: 0.5, truth: [], prediction: [] })
  const output = core.history.casesOfRun(run)[0]?.outputs.find((one) => one.role === 'objects')
  rmSync(join(workspaceDir, output?.path ?? ''))
  const gone = await get(`/api/runs/${run}/cases/a/objects`)
  expect(gone.status).toBe(404)
  expect(JSON.stringify(await gone.json())).toContain('no longer there')
})
