import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { ImportPreview } from '../../../src-main/contract/import-preview.ts'
import type { Engine, EngineJobs } from '../../../src-main/core/engine-port.ts'
import { coreUnderTest } from '../../fixtures/core-under-test.ts'
import { frozenDataset, scriptedEngine } from '../../fixtures/scripted-engine.ts'

const answer: ImportPreview = {
  cases: [
    {
      ...{ case: 'a', file: 'a.tif', state: 'fits', objects: 2, trueObjects: 3 },
      ...{ profile: 'label TIFF', size: '64 x 64' },
      reason: 'Imported.',
    },
  ],
  ...{ unused: [], unusedTotal: 0, lookedAt: 1, suspicions: [] },
}

async function asked(preview: ImportPreview | null) {
  const script = { dataset: frozenDataset(['a']), outcome: () => 0.5 }
  const scripted = scriptedEngine(script)
  const inputs: EngineJobs['preview-import']['input'][] = []
  const engine: Engine = {
    ...scripted,
    request(name, input, options) {
      if (name !== 'preview-import') return scripted.request(name, input, options)
      inputs.push(input as EngineJobs['preview-import']['input'])
      return Promise.resolve(preview)
    },
  }
  const under = await coreUnderTest(script, { engine })
  const folder = join(under.workspaceDir, 'data')
  mkdirSync(folder)
  writeFileSync(join(folder, 'a.tif'), '')
  const post = (reference: string) =>
    under.post('/api/imports/preview', { dataset: { folder }, reference })
  return { folder, inputs, post }
}

test('the engine is asked about the frozen dataset, and its answer is given on', async () => {
  const { folder, inputs, post } = await asked(answer)
  const response = await post(`predictions:${folder}`)
  expect(await response.json()).toEqual(answer)
  expect(inputs[0]).toMatchObject({ reference: `predictions:${folder}`, mostLookedAt: 24 })
  expect(inputs[0]?.dataset.cases.map(({ id }) => id)).toEqual(['a'])
})

test('a tool that runs here, and a folder outside the roots, are refused', async () => {
  const { post } = await asked(null)
  const own = await post('baseline:otsu')
  expect(own.status).toBe(400)
  expect(JSON.stringify(await own.json())).toContain('runs here')
  expect((await post('predictions:/etc')).status).toBe(403)
})
