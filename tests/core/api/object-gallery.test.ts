import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { routes } from '../../../src-main/contract/routes.ts'
import type { ObjectErrors } from '../../../src-main/contract/images.ts'
import type { Engine, EngineJobs } from '../../../src-main/core/engine-port.ts'
import { coreUnderTest } from '../../fixtures/core-under-test.ts'
import { frozenDataset, scriptedEngine } from '../../fixtures/scripted-engine.ts'

type Order = EngineJobs['object-picture']['input']

const matched = {
  ...{ class: 'correct' as const, iou: 0.9, areaPx: 100, touchesBorder: false },
  centroid: { x: 20, y: 30, z: 0 },
}
const objects: ObjectErrors = {
  iouThreshold: 0.5,
  truth: [
    { ...matched, label: 1, partner: 4 },
    { ...matched, label: 2, partner: null, class: 'missed', iou: 0, areaPx: 400 },
  ],
  prediction: [{ ...matched, label: 4, partner: 1 }],
}

/** A finished run of two cases, of which the second failed. */
async function finished() {
  const script = {
    dataset: frozenDataset(['a', 'b']),
    outcome: (_: string, id: string) => (id === 'b' ? new Error('broken') : 0.8),
  }
  const scripted = scriptedEngine(script)
  const orders: Order[] = []
  const engine: Engine = {
    ...scripted,
    async request(name, input, options) {
      if (name === 'object-picture') {
        orders.push(input as Order)
        return { png: Uint8Array.from([1, 2, 3]) } as never
      }
      const answer = await scripted.request(name, input, options)
      if (name === 'score-case') {
        const { objectsPath } = input as EngineJobs['score-case']['input']
        if (objectsPath !== undefined) writeFileSync(objectsPath, JSON.stringify(objects))
      }
      return answer
    },
  }
  const under = await coreUnderTest(script, { engine })
  const folder = join(under.workspaceDir, 'data')
  mkdirSync(folder)
  const created = await under.post('/api/evaluations', {
    dataset: { folder },
    tools: [{ reference: 'baseline:a' }],
  })
  const { evaluation } = routes.createEvaluation.response.parse(await created.json())
  await under.core.evaluations.ended(evaluation)
  return { ...under, orders, run: `${evaluation}.1` }
}

test('the objects of all cases come with their case, the costliest first', async () => {
  const { get, run } = await finished()
  const answer = await get(`/api/runs/${run}/objects`)
  const found = routes.runObjects.response.parse(await answer.json())
  expect(found).toMatchObject({ iouThreshold: 0.5, total: 2 })
  expect(found.objects.map(({ case: of, label, lossPx }) => [of, label, lossPx])).toEqual([
    ['a', 2, 400],
    ['a', 1, 10],
  ])
})

test('a picture is around the object, and names its partner on the other side', async () => {
  const { get, run, orders } = await finished()
  const answer = await get(`/api/runs/${run}/cases/a/pictures/truth/1`)
  expect(answer.headers.get('content-type')).toBe('image/png')
  expect([...new Uint8Array(await answer.arrayBuffer())]).toEqual([1, 2, 3])
  expect(orders[0]).toMatchObject({ at: { x: 20, y: 30, z: 0 }, sidePx: 26 })
  expect(orders[0]?.outlines.map(({ side, label }) => [side, label])).toEqual([
    ['truth', 1],
    ['prediction', 4],
  ])
  const other = await get(`/api/runs/${run}/cases/a/pictures/prediction/4`)
  expect(other.status).toBe(200)
  expect(orders[1]?.outlines.map(({ label }) => label)).toEqual([1, 4])
})

test('what is not there is not found, and says what', async () => {
  const { get, run } = await finished()
  for (const [path, sentence] of [
    ['/api/runs/none/objects', 'There is no run none.'],
    [`/api/runs/${run}/cases/a/pictures/truth/9`, 'no object 9'],
    [`/api/runs/${run}/cases/a/pictures/side/1`, 'no side side'],
    [`/api/runs/${run}/cases/b/pictures/truth/1`, 'has no objects'],
  ] as const) {
    const answer = await get(path)
    expect(answer.status).toBe(404)
    expect(JSON.stringify(await answer.json())).toContain(sentence)
  }
})
