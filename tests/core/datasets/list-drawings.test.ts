import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { isAmbiguousDrawing, listDrawings } from '../../../src-main/core/datasets/list-drawings.ts'

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'touchstone-drawings-'))
})
afterEach(() => rm(folder, { recursive: true }))

const add = (...names: string[]) =>
  Promise.all(names.map((name) => writeFile(join(folder, name), '')))
const listed = async (ignore: string[] = []) =>
  (await listDrawings(folder, ignore)).map((path) => basename(path))

test('drawings are told by their names; folders, hidden and ignored files are none', async () => {
  await add('a_rois.zip', 'b.geojson', 'c.tif.geojson', 'd_seg.npy', 'notes.md', '.hidden.zip')
  await add('f_shapes.csv', 'f.classes.csv')
  await mkdir(join(folder, 'e.zip'))
  const all = ['a_rois.zip', 'b.geojson', 'c.tif.geojson', 'd_seg.npy', 'f_shapes.csv']
  expect(await listed()).toEqual(all)
  expect(await listed(['*.geojson'])).toEqual(['a_rois.zip', 'd_seg.npy', 'f_shapes.csv'])
})

test('beside images, notes, tables and archives are no drawings', async () => {
  await add('a.tif', 'notes.txt', 'settings.json', 'raw.zip', 'a.csv')
  await add('b_rois.zip', 'c_cp_outlines.txt', 'd_shapes.csv')
  expect(await listed()).toEqual(['b_rois.zip', 'c_cp_outlines.txt', 'd_shapes.csv'])
})

test('names that leave open what the file is are ambiguous', () => {
  expect(['a.txt', 'a.json', 'a.zip', 'a.csv'].every(isAmbiguousDrawing)).toBe(true)
  expect(['a.roi', 'a_rois.zip', 'a.geojson', 'a_shapes.csv'].some(isAmbiguousDrawing)).toBe(false)
})
