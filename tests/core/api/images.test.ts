import { expect, test } from 'vitest'
import type { Engine } from '../../../src-main/core/engine-port.ts'
import { coreUnderTest } from '../../fixtures/core-under-test.ts'
import { digestOfText, frozenDataset, scriptedEngine } from '../../fixtures/scripted-engine.ts'

const dataset = frozenDataset(['a b'])
const script = { dataset, outcome: () => 0.5 }

async function withPixels() {
  const asked: (readonly [name: string, input: unknown])[] = []
  const engine: Engine = {
    ...scriptedEngine(script),
    request: (name: string, input: unknown) => {
      asked.push([name, input])
      return Promise.resolve({ asked: name })
    },
  }
  const under = await coreUnderTest(script, { engine })
  under.core.history.append('dataset-frozen', dataset)
  return { ...under, asked, base: `/api/datasets/${dataset.digest}/cases/a%20b` }
}

test('image and truth are named with the hash of the record; labels are known as such', async () => {
  const { get, asked, base, workspaceDir } = await withPixels()
  await get(`${base}/truth`)
  await get(`${base}/image/planes/0/0/7/statistics`)
  const cacheDir = `${workspaceDir}/cache`
  const [truth, image] = ['truth', 'images'].map((folder) => `/data/set/${folder}/a b.tif`)
  expect(asked).toEqual([
    [
      'describe-image',
      { reference: truth, sha256: digestOfText(truth!), asLabels: true, cacheDir },
    ],
    [
      'plane-statistics',
      {
        image: { reference: image, sha256: digestOfText(image!), asLabels: false, cacheDir },
        plane: { t: 0, c: 0, z: 7 },
      },
    ],
  ])
})

test('only recorded images can be asked for', async () => {
  const { get, asked, base } = await withPixels()
  for (const path of [
    `${base.replace('a%20b', 'none')}/image`,
    `${base}/other`,
    `${base}/image/levels/x/planes/0/0/0/tiles/0/0`,
    '/api/datasets/none/cases/..%2F..%2Fetc/image',
    '/api/runs/none/cases/a/prediction',
  ])
    expect((await get(path)).status).toBeGreaterThanOrEqual(400)
  expect(asked).toEqual([])
})
