import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import type { Comparison } from '../../../src-main/contract/comparison.ts'
import { confusionSchema } from '../../../src-main/contract/confusion.ts'
import { confusionOfObjects } from '../../../src-main/core/evaluation/object-confusion.ts'
import type { Queries } from '../../../src-main/core/history/queries.ts'

const workspaceDir = realpathSync(mkdtempSync(join(tmpdir(), 'object-confusion-')))
afterAll(() => {
  rmSync(workspaceDir, { recursive: true })
})
const object = (label: number, error: string, partner: number | null, objectClass?: string) => ({
  ...{ label, class: error, partner, iou: partner === null ? 0 : 0.8, areaPx: 9 },
  ...{ centroid: { x: 1, y: 1, z: 0 }, touchesBorder: false },
  ...(objectClass === undefined ? {} : { objectClass }),
})
function places(files: Readonly<Record<string, unknown>>) {
  for (const [name, content] of Object.entries(files))
    writeFileSync(join(workspaceDir, name), JSON.stringify(content))
  const cases = [...Object.keys(files), 'gone.json'].map((path) => ({
    ...{ case: path.replace('.json', ''), outputs: [{ role: 'objects', path, sha256: '' }] },
  }))
  return { workspaceDir, history: { casesOfRun: () => cases } as unknown as Queries }
}
const comparison = {
  ...{ id: 'c1', task: 'instances', tools: [{ key: 'x', name: 'X', run: 'r1' }] },
} as unknown as Comparison

test('matched objects by both classes, the others beside no object, with their images', async () => {
  const found = await confusionOfObjects(
    places({
      'a.json': {
        iouThreshold: 0.5,
        truth: [
          object(1, 'correct', 4, 'T'),
          object(2, 'correct', 5, 'B'),
          object(3, 'missed', null, 'B'),
        ],
        prediction: [
          object(4, 'correct', 1, 'T'),
          object(5, 'correct', 2, 'T'),
          object(6, 'extra', null, 'B'),
        ],
      },
      'b.json': {
        iouThreshold: 0.5,
        truth: [object(1, 'correct', 1, 'T')],
        prediction: [object(1, 'correct', 1)],
      },
    }),
    comparison,
  )
  expect(confusionSchema.parse(found)).toEqual(found)
  expect(found.classes).toEqual(['B', 'T', 'no class', 'no object'])
  expect(found.tools[0]?.counts).toEqual([
    [0, 1, 0, 1],
    [0, 1, 1, 0],
    [0, 0, 0, 0],
    [1, 0, 0, 0],
  ])
  expect(found.tools[0]?.cells).toContainEqual({ truth: 'T', prediction: 'no class', cases: ['b'] })
  expect(found.tools[0]?.perClass[1]).toMatchObject({
    recall: { value: 0.5 },
    precision: { value: 0.5 },
  })
  expect(found.tools[0]?.missing).toEqual(['gone'])
})

test('objects without classes have no confusion matrix', async () => {
  const plain = { iouThreshold: 0.5, truth: [object(1, 'missed', null)], prediction: [] }
  await expect(confusionOfObjects(places({ 'p.json': plain }), comparison)).rejects.toThrow(
    /have no classes/,
  )
})
