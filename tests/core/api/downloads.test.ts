import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { evaluationOrderSchema } from '../../../src-main/contract/evaluations.ts'
import type { Engine, EngineJobs } from '../../../src-main/core/engine-port.ts'
import { coreUnderTest } from '../../fixtures/core-under-test.ts'
import { frozenDataset, scriptedEngine } from '../../fixtures/scripted-engine.ts'

const script = { dataset: frozenDataset(['a', 'b']), outcome: () => 0.5 }

/** Exports are written as their own order, so that a test sees what was asked for. */
function exporting(): Engine {
  const scripted = scriptedEngine(script)
  return {
    ...scripted,
    request: (name: string, input: never, options: never) => {
      if (name !== 'export-objects') return scripted.request(name as 'selftest', input, options)
      const order = input as EngineJobs['export-objects']['input']
      mkdirSync(dirname(order.output), { recursive: true })
      writeFileSync(order.output, JSON.stringify(order))
      return Promise.resolve({ outlines: 1 })
    },
  }
}

async function finished() {
  const under = await coreUnderTest(script, { engine: exporting() })
  const order = { dataset: { folder: '/data/set' }, tools: [{ reference: 'baseline:a' }] }
  const id = await under.core.evaluations.start(evaluationOrderSchema.parse(order))
  await under.core.evaluations.ended(id)
  return { ...under, id }
}

test('a part of a report is saved under the name of its comparison, and never shown in place', async () => {
  const { get, id } = await finished()
  const response = await get(`/api/comparisons/c${id}/report/scores.csv`)
  expect(response.headers.get('content-type')).toBe('text/csv; charset=utf-8')
  expect(response.headers.get('content-disposition')).toMatch(
    /^attachment; filename\*=UTF-8''.*scores\.csv$/,
  )
  expect(await response.text()).toMatch(/^Task,TestCase,Algorithm/)
  expect((await get(`/api/comparisons/c${id}/report/constructor`)).status).toBe(404)
  expect((await get('/api/comparisons/cx/report/scores.csv')).status).toBe(404)
})

test('objects are exported from the images that were scored, and nothing stays behind', async () => {
  const { get, id, workspaceDir } = await finished()
  const address = `/api/runs/${id}.1/cases/a/export`
  const response = await get(`${address}?format=imagej`)
  expect(response.headers.get('content-type')).toBe('application/zip')
  const order = (await response.json()) as EngineJobs['export-objects']['input']
  expect(order).toMatchObject({
    truth: '/data/set/truth/a.tif',
    prediction: join(workspaceDir, 'runs', `${id}.1`, 'a', 'prediction.ome.tif'),
    isWhole: false,
  })
  expect(readdirSync(join(workspaceDir, 'cache', 'exports'))).toEqual([])
  expect((await get(`${address}?format=word`)).status).toBe(400)
  expect((await get(`/api/runs/${id}.1/cases/zz/export?format=imagej`)).status).toBe(404)
})
