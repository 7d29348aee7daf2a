import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { evaluationOrderSchema } from '../../../src-main/contract/evaluations.ts'
import { evidenceSchema } from '../../../src-main/contract/evidence.ts'
import { coreUnderTest } from '../../fixtures/core-under-test.ts'
import { frozenDataset } from '../../fixtures/scripted-engine.ts'

const script = { dataset: frozenDataset(['a', 'b', 'c', 'd']), outcome: () => 0.5 }

async function finished() {
  const under = await coreUnderTest(script)
  const order = { dataset: { folder: '/data/set' }, tools: [{ reference: 'baseline:x' }] }
  const id = await under.core.evaluations.start(evaluationOrderSchema.parse(order))
  await under.core.evaluations.ended(id)
  return { ...under, id }
}

test('read-outs of all cases make an agreement; what was changed is named', async () => {
  const { core, get, id, workspaceDir } = await finished()
  const outputs = core.history.casesOfRun(`${id}.1`).map(({ case: name, outputs: own }) => ({
    name,
    path: own.find(({ role }) => role === 'objects')?.path,
  }))
  expect(outputs).toHaveLength(4)
  const response = await get(`/api/comparisons/c${id}/evidence`)
  const evidence = evidenceSchema.parse(await response.json())
  // the scripted engine writes no read-outs, and objects without any
  expect(evidence.agreement).toEqual([])
  expect(evidence.recallBySize).toEqual([])
  for (const { path } of outputs)
    if (path !== undefined) {
      mkdirSync(dirname(join(workspaceDir, path)), { recursive: true })
      writeFileSync(join(workspaceDir, path), 'no JSON')
    }
  const broken = evidenceSchema.parse(await (await get(`/api/comparisons/c${id}/evidence`)).json())
  expect(broken.missing).toHaveLength(4)
  expect(broken.missing[0]).toMatch(
    /^x, a: runs\/.*\/objects\.json has changed since it was recorded\.$/,
  )
  expect((await get('/api/comparisons/cx/evidence')).status).toBe(404)
})
