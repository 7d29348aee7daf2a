import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { readCoco } from '../../../../src-main/core/imports/coco/read-coco.ts'
import { drawOutlines } from '../../../../src-main/core/imports/draw-outlines.ts'

let path = ''
beforeEach(async () => {
  path = join(await mkdtemp(join(tmpdir(), 'touchstone-coco-')), 'objects.json')
})
afterEach(() => rm(join(path, '..'), { recursive: true }))

const square = [1, 1, 3, 1, 3, 3, 1, 3]
const images = [
  { id: 1, file_name: 'a.tif', height: 4, width: 5 },
  { id: 2, file_name: 'b.tif', height: 4, width: 5 },
]

async function read(annotations: unknown[], more: object = {}) {
  await writeFile(path, JSON.stringify({ images, annotations, ...more }))
  return readCoco(path)
}

test('polygons and both kinds of run lengths become objects of their images', async () => {
  const found = await read(
    [
      { image_id: 2, category_id: 7, segmentation: [square] },
      { image_id: 2, segmentation: { size: [4, 5], counts: [15, 2, 3] } },
      { image_id: 2, iscrowd: 1, segmentation: { size: [4, 5], counts: [20] } },
    ],
    { categories: [{ id: 7, name: 'nucleus' }] },
  )
  expect(found.map(({ fileName, objects }) => [fileName, objects.outlines.length])).toEqual([
    ['a.tif', 0],
    ['b.tif', 2],
  ])
  const { objects } = found[1]!
  expect(objects.outlines.map(({ className }) => className)).toEqual(['nucleus', null])
  expect(objects.notes).toEqual([
    'objects.json: 1 crowd region left out, which is no single object.',
  ])
  const labels = drawOutlines(objects, { height: 4, width: 5, depth: 1 })
  expect([...labels.data]).toEqual([0, 0, 0, 0, 2, 0, 1, 1, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0, 2, 0])
})

test('parts of one object add up where they overlap', async () => {
  const right = [2, 1, 4, 1, 4, 3, 2, 3]
  const [, image] = await read([{ image_id: 2, segmentation: [square, right] }])
  const labels = drawOutlines(image!.objects, { height: 4, width: 5, depth: 1 })
  expect(labels.data.filter((label) => label === 1)).toHaveLength(6)
  expect(labels.notes).toEqual([])
})

test('an empty mask covers nothing', async () => {
  const [image] = await read([{ image_id: 1, segmentation: { size: [4, 5], counts: [20] } }])
  expect(drawOutlines(image!.objects, { height: 4, width: 5, depth: 1 }).objects).toBe(0)
})

test.each([
  [
    [{ image_id: 9, segmentation: [square] }],
    /1 annotation of an image that is not listed \(image_id 9\)/,
  ],
  [[{ image_id: 1, bbox: [0, 0, 2, 2] }], /a\.tif, object 1 has a box and no outline/],
  [[{ image_id: 1, segmentation: [[1, 2, 3, 4]] }], /polygon of fewer than 3 points/],
  [
    [{ image_id: 1, segmentation: { size: [9, 9], counts: [81] } }],
    /is a mask of 9 x 9 pixels, and its image is stated as 5 x 4/,
  ],
  [[{ image_id: 1, segmentation: 'x' }], /annotations\.0\.segmentation/],
])('%j is refused', async (annotations, reason) => {
  await expect(read(annotations)).rejects.toThrow(reason)
})

test('a file that is no JSON is refused by name', async () => {
  await writeFile(path, 'x')
  await expect(readCoco(path)).rejects.toThrow(/objects\.json is not JSON/)
})
