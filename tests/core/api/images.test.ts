import { expect, test } from 'vitest'
import type { Engine } from '../../../src-main/core/engine-port.ts'
import { coreUnderTest } from '../../fixtures/core-under-test.ts'
import { frozenDataset, scriptedEngine } from '../../fixtures/scripted-engine.ts'

const dataset = frozenDataset(['a b'])
const script = { dataset, outcome: () => 0.5 }

async function withPixels() {
  const asked: unknown[] = []
  const engine: Engine = {
    ...scriptedEngine(script),
    request: (name: string, input: unknown) => {
      asked.push([name, input])
      return Promise.resolve(
        name === 'read-tile'
          ? { shape: [1, 2], dtype: 'uint16', bytes: new Uint8Array([1, 0, 2, 1]) }
          : { asked: name },
      )
    },
  }
  const under = await coreUnderTest(script, { engine })
  under.core.history.append('dataset-frozen', dataset)
  return { ...under, asked, base: `/api/datasets/${dataset.digest}/cases/a%20b` }
}

test('a tile is raw bytes with its type and shape in headers', async () => {
  const { get, asked, base } = await withPixels()
  const response = await get(`${base}/image/levels/0/planes/1/2/3/tiles/4/5`)
  expect([...new Uint8Array(await response.arrayBuffer())]).toEqual([1, 0, 2, 1])
  expect(response.headers.get('content-length')).toBe('4')
  expect(response.headers.get('x-touchstone-dtype')).toBe('uint16')
  expect(response.headers.get('x-touchstone-shape')).toBe('1,2')
  expect(asked).toEqual([
    [
      'read-tile',
      {
        path: '/data/set/images/a b.tif',
        level: 0,
        plane: { t: 1, c: 2, z: 3 },
        tileY: 4,
        tileX: 5,
      },
    ],
  ])
})

test('truth and image are different files; statistics name the plane', async () => {
  const { get, asked, base } = await withPixels()
  await get(`${base}/truth`)
  await get(`${base}/image/planes/0/0/7/statistics`)
  expect(asked).toEqual([
    ['describe-image', { path: '/data/set/truth/a b.tif' }],
    ['plane-statistics', { path: '/data/set/images/a b.tif', plane: { t: 0, c: 0, z: 7 } }],
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
