import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { findDrawing } from '../../../src-main/core/tools/find-drawing.ts'

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'touchstone-drawings-'))
})
afterEach(() => rm(folder, { recursive: true }))

const add = (...names: string[]) =>
  Promise.all(names.map((name) => writeFile(join(folder, name), '')))

test('a drawing is found by the name of its image', async () => {
  await add('a_rois.zip', 'b.geojson', 'c.tif.geojson', 'd_seg.npy', 'notes.md', '.hidden.zip')
  await mkdir(join(folder, 'e.zip'))
  const found = async (image: string) =>
    (await findDrawing(folder, 'case', image))?.slice(folder.length + 1)
  expect(await found('/x/a.tif')).toBe('a_rois.zip')
  expect(await found('/x/b.ome.tif')).toBe('b.geojson')
  expect(await found('/x/c.tif')).toBe('c.tif.geojson')
  expect(await found('/x/d.png')).toBe('d_seg.npy')
  expect(await found('/x/e.png')).toBeUndefined()
})

test('the only list of a folder serves every image; two that fit are refused', async () => {
  await add('all.json')
  expect(await findDrawing(folder, 'case', 'q.tif')).toBe(join(folder, 'all.json'))
  await add('a.roi', 'a.zip')
  await expect(findDrawing(folder, 'case', 'a.tif')).rejects.toThrow(
    /Case case: several files of drawn objects .* fit a\.tif: a\.roi and a\.zip/,
  )
})
