import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import {
  pairWithDrawings,
  withoutDrawingSuffix,
} from '../../../src-main/core/datasets/pair-drawings.ts'

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'touchstone-pair-drawings-'))
})
afterEach(() => rm(folder, { recursive: true }))

test.each([
  ['a_rois', 'a'],
  ['a_RoiSet', 'a'],
  ['a_cp_outlines', 'a'],
  ['a-shapes', 'a'],
  ['a_seg', 'a'],
  ['a.ome.tif', 'a'],
  ['a_mask_rois', 'a'],
  ['a', null],
])('the drawing %s belongs to %s', (stem, expected) => {
  expect(withoutDrawingSuffix(stem)).toBe(expected)
})

test('images without a label image take the drawing of their name', async () => {
  const { pairs, unpaired } = await pairWithDrawings(
    ['/i/a.tif', '/i/b.tif', '/i/c.tif', '/i/d.tif'],
    ['/t/a_mask.tif'],
    ['/t/a_rois.zip', '/t/b.geojson', '/t/c-rois.zip', '/t/c_rois.zip', '/t/z.roi'],
  )
  expect(pairs).toEqual([
    { image: '/i/a.tif', truth: '/t/a_mask.tif' },
    { image: '/i/b.tif', truth: '/t/b.geojson' },
  ])
  const reasons = Object.fromEntries(unpaired.map(({ path, reason }) => [path, reason]))
  expect(reasons['/i/c.tif']).toContain('several ground truths fit: c-rois.zip and c_rois.zip')
  expect(reasons['/i/d.tif']).toContain('no ground truth named d')
  expect(reasons['/t/z.roi']).toContain('no image named z')
})

test('the only COCO file serves the images that it lists, and says which it does not', async () => {
  const path = join(folder, 'all.json')
  const images = [{ id: 1, file_name: 'sub/a.tif', width: 4, height: 4 }]
  await writeFile(path, JSON.stringify({ images, annotations: [] }))
  const found = await pairWithDrawings(['/i/a.tif', '/i/b.tif'], [], [path])
  expect(found.pairs).toEqual([{ image: '/i/a.tif', truth: path }])
  expect(found.unpaired).toHaveLength(1)
  expect(found.unpaired[0]!.reason).toContain('lists 1 image without it')
})
