/** Ground truth drawn in other programs is frozen, hashed and read as labels. */
import { createHash } from 'node:crypto'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { zipSync } from 'fflate'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Task } from '../../../src-main/contract/words.ts'
import { drawTruths } from '../../../src-main/core/datasets/draw-truths.ts'
import { freezeDataset } from '../../../src-main/core/datasets/freeze-dataset.ts'
import { verifyFrozen } from '../../../src-main/core/datasets/verify-frozen.ts'
import { readLabelImage, readMask } from '../../../src-main/core/images/read-label-image.ts'
import { writeNpy } from '../../fixtures/datasets/write-npy.ts'
import { roiBytes } from '../../fixtures/imports/roi-bytes.ts'
import { segNpy } from '../../fixtures/imports/seg-npy.ts'

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'touchstone-draw-truths-'))
  await mkdir(join(folder, 'truth'))
})
afterEach(() => rm(folder, { recursive: true }))

const image = (name: string, shape = [4, 5]) =>
  writeNpy(
    join(folder, 'images', `${name}.npy`),
    shape,
    Array.from({ length: shape.reduce((a, b) => a * b) }, (_, i) => i + name.charCodeAt(0)),
  )
const box = (left: number, top: number) =>
  roiBytes({ type: 1, box: { top, left, bottom: top + 2, right: left + 2 } })
const square = (left: number, top: number) => ({
  type: 'Feature',
  geometry: {
    type: 'Polygon',
    coordinates: [
      [
        [left, top],
        [left + 2, top],
        [left + 2, top + 2],
        [left, top + 2],
      ],
    ],
  },
})
const expected = [0, 0, 0, 0, 0, 0, 1, 1, 0, 0, 0, 1, 1, 2, 2, 0, 0, 0, 2, 2]
const napari = (rows: readonly string[]) =>
  ['index,shape-type,vertex-index,axis-0,axis-1', ...rows].join('\n')
const rectangle = (index: number, y: number, x: number): string[] =>
  [
    [y, x],
    [y, x + 2],
    [y + 2, x + 2],
    [y + 2, x],
  ].map(([cy, cx], at) => `${index},rectangle,${at},${cy! - 0.5},${cx! - 0.5}`)

const files: readonly [string, string | Uint8Array][] = [
  ['a_rois.zip', zipSync({ '1.roi': box(1, 1), '2.roi': box(3, 2) })],
  [
    'a.geojson',
    JSON.stringify({ type: 'FeatureCollection', features: [square(1, 1), square(3, 2)] }),
  ],
  ['a_shapes.csv', napari([...rectangle(0, 1, 1), ...rectangle(1, 2, 3)])],
  ['a_seg.npy', segNpy({ shape: [4, 5], masks: expected })],
  ['a.txt', '0 .2 .25 .6 .25 .6 .75 .2 .75\n0 .6 .5 1 .5 1 1 .6 1\n'],
  [
    'coco.json',
    JSON.stringify({
      images: [{ id: 7, file_name: 'a.npy', width: 5, height: 4 }],
      annotations: [
        { image_id: 7, segmentation: [[1, 1, 3, 1, 3, 3, 1, 3]] },
        { image_id: 7, segmentation: [[3, 2, 5, 2, 5, 4, 3, 4]] },
      ],
    }),
  ],
]

test.each(files)('the same labels from %s', async (name, content) => {
  await image('a')
  const path = join(folder, 'truth', name)
  await writeFile(path, content)
  const frozen = await freezeDataset({ folder, task: 'instances' })
  expect(frozen.findings.filter(({ severity }) => severity === 'error')).toEqual([])
  const [one] = frozen.cases
  expect(one).toMatchObject({ id: 'a', objects: 2 })
  expect(one!.truth).toMatchObject({ shape: [4, 5], axes: 'yx', dtype: 'uint32' })
  const { data } = await readLabelImage(one!.truth.path)
  expect([...data]).toEqual(expected)
  expect(frozen.findings.map(({ check }) => check)).toContain('truth-drawn')
  if (name !== 'coco.json') {
    const sha256 = createHash('sha256')
      .update(await readFile(path))
      .digest('hex')
    expect(one!.truth.sha256).toBe(`sha256:${sha256}`)
  }
  expect(await verifyFrozen(frozen)).toEqual({ files: 2 })
  await writeFile(path, 'x')
  await expect(verifyFrozen(frozen)).rejects.toThrow(/has changed since/)
})

test('for the task semantic the drawing is a mask', async () => {
  await image('a')
  await writeFile(join(folder, 'truth', 'a_rois.zip'), files[0]![1])
  const frozen = await freezeDataset({ folder, task: 'semantic' })
  const { data } = await readMask(frozen.cases[0]!.truth.path)
  expect([...data]).toEqual(expected.map((label) => Math.min(1, label)))
})

test('a dataset.yaml names drawings, of annotators too; overlaps are counted', async () => {
  await image('a')
  await writeFile(join(folder, 'truth', 'RoiSet.zip'), zipSync({ a: new Uint8Array() }))
  await writeFile(
    join(folder, 'truth', 'anna.geojson'),
    JSON.stringify([square(1, 1), square(2, 2)]),
  )
  await writeFile(join(folder, 'truth', 'ben.roi'), box(0, 0))
  await writeFile(
    join(folder, 'dataset.yaml'),
    `formatVersion: 1
task: instances
truthOf: anna
cases:
  - image: images/a.npy
    annotators: { anna: truth/anna.geojson, ben: truth/ben.roi }
`,
  )
  const frozen = await freezeDataset({ folder })
  expect(frozen.cases[0]).toMatchObject({ objects: 2 })
  const changed = frozen.findings.find(({ check }) => check === 'truth-drawn-changed')
  expect(changed?.message).toMatch(/^a: Objects overlap in 1 pixel; .* the first drawn keeps it/)
  const { data } = await readLabelImage(frozen.cases[0]!.annotators!['ben']!.path)
  expect(data.filter((label) => label === 1)).toHaveLength(4)
})

test('objects of another image are an error of their case, not of the dataset', async () => {
  await image('a')
  await image('b')
  await writeFile(join(folder, 'truth', 'a.roi'), box(1, 1))
  await writeFile(join(folder, 'truth', 'b.roi'), box(100, 100))
  const { findings } = await freezeDataset({ folder, task: 'instances' })
  const errors = findings.filter(({ severity }) => severity === 'error')
  expect(errors.map(({ cases }) => cases)).toEqual([['b']])
  expect(errors[0]!.message).toContain('outside the image of 5 x 4 pixels')
})

test.each<Task>(['detection', 'classification', 'restoration'])(
  'the task %s reads no drawings',
  async (task) => {
    const item = { id: 'a', image: '/i/a.tif', truth: '/t/a.json', sample: null, factors: {} }
    const cases = [{ ...item, role: 'test' as const }]
    expect(await drawTruths(cases, task)).toEqual(cases)
  },
)
