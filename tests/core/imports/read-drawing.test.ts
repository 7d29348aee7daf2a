import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { zipSync } from 'fflate'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { readDrawing } from '../../../src-main/core/imports/read-drawing.ts'
import { roiBytes } from '../../fixtures/imports/roi-bytes.ts'
import { segNpy } from '../../fixtures/imports/seg-npy.ts'

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'touchstone-drawing-'))
})
afterEach(() => rm(folder, { recursive: true }))

const size = { height: 4, width: 5, depth: 1 }
const square = [1, 1, 3, 1, 3, 3, 1, 3]
const polygon = [
  [
    [1, 1],
    [3, 1],
    [3, 3],
    [1, 3],
  ],
]
const coco = (fileName: string, width = 5) => ({
  images: [
    { id: 1, file_name: 'other.tif', height: 4, width: 5 },
    { id: 2, file_name: fileName, height: 4, width },
  ],
  annotations: [{ image_id: 2, segmentation: [square] }],
})

const drawings: readonly [string, string, string | Uint8Array][] = [
  ['ImageJ regions', 'a.roi', roiBytes({ type: 1, box: { top: 1, left: 1, bottom: 3, right: 3 } })],
  [
    'ImageJ regions',
    'a_rois.zip',
    zipSync({ 'x.roi': roiBytes({ type: 1, box: { top: 1, left: 1, bottom: 3, right: 3 } }) }),
  ],
  [
    'GeoJSON',
    'a.geojson',
    JSON.stringify([{ type: 'Feature', geometry: { type: 'Polygon', coordinates: polygon } }]),
  ],
  ['COCO', 'coco.json', JSON.stringify(coco('sub\\\\a.tif'))],
  ['COCO', 'stem.json', JSON.stringify(coco('a.png'))],
  ['YOLO', 'a.txt', '0 0.2 0.25 0.6 0.25 0.6 0.75 0.2 0.75\n'],
  ['Cellpose outlines', 'a_cp_outlines.txt', '1,1,1,2,2,2,2,1\n'],
  [
    'Cellpose',
    'a_seg.npy',
    segNpy({ shape: [4, 5], masks: [0, 0, 0, 0, 0, 0, 1, 1, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0, 0, 0] }),
  ],
]

test.each(drawings)('the same square from %s (%s)', async (format, name, content) => {
  const path = join(folder, name)
  await writeFile(path, content)
  const drawing = await readDrawing(path, size, '/images/a.tif')
  expect(drawing).toMatchObject({ format, shape: [4, 5], objects: 1, notes: [] })
  expect([...drawing.data].flatMap((label, at) => (label === 1 ? [at] : []))).toEqual([
    6, 7, 11, 12,
  ])
})

test('images that are not listed, and sizes that disagree, are refused with both', async () => {
  const path = join(folder, 'coco.json')
  await writeFile(path, JSON.stringify(coco('b.tif')))
  await expect(readDrawing(path, size, 'a.tif')).rejects.toThrow(
    /lists 2 images and none of them is a\.tif/,
  )
  await writeFile(path, JSON.stringify(coco('a.tif', 9)))
  await expect(readDrawing(path, size, 'a.tif')).rejects.toThrow(
    /states a\.tif as 9 x 4 pixels, and it is 5 x 4/,
  )
  const seg = join(folder, 'a_seg.npy')
  await writeFile(seg, segNpy({ shape: [1, 2], masks: [0, 1] }))
  await expect(readDrawing(seg, size, 'a.tif')).rejects.toThrow(
    /its masks are 1 x 2, and the image is 4 x 5/,
  )
  await writeFile(join(folder, 'a.md'), '')
  await expect(readDrawing(join(folder, 'a.md'), size, 'a.tif')).rejects.toThrow(
    /no drawn objects that can be read/,
  )
})
