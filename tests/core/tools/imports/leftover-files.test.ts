import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { leftoverFiles } from '../../../../src-main/core/tools/imports/leftover-files.ts'
import { newFolder } from '../../../contract/small-dataset.ts'

let folder = ''
beforeEach(() => {
  folder = newFolder()
})
afterEach(() => {
  rmSync(folder, { recursive: true, force: true })
})

const images = ['/data/cells-1.tif', '/data/cells-2.tif']
const leftover = (names: readonly string[], used: readonly string[]) => {
  for (const name of names) writeFileSync(join(folder, name), '')
  return leftoverFiles(folder, new Set(used.map((name) => join(folder, name))), images)
}

test('names results of other images, in order, and folders as such', async () => {
  mkdirSync(join(folder, 'older'))
  const names = ['cells-1.tif', 'cells-10.tif', 'cells-1_2.tif', 'zebra_mask.png']
  expect(await leftover(names, ['cells-1.tif'])).toEqual([
    ...['cells-10.tif', 'cells-1_2.tif', 'older/', 'zebra_mask.png'],
  ])
})

test('what Cellpose writes beside its masks belongs to their case', async () => {
  const names = [
    ...['cells-1.tif', 'cells-1_cp_masks.tif', 'cells-1_seg.npy', 'cells-1_cp_outlines.txt'],
    ...['cells-1_flows.tif', 'cells-1_cp_masks_classes.csv'],
  ]
  expect(await leftover(names, ['cells-1_cp_masks.tif'])).toEqual([])
})

test('notes, settings, licences and hidden files are no predictions', async () => {
  const names = ['README.txt', 'LICENSE', 'tool.yaml', 'notes.md', '.DS_Store', 'res_track.txt']
  expect(await leftover(names, [])).toEqual([])
})

test('one file for all cases leaves nothing over', async () => {
  writeFileSync(join(folder, 'all.csv'), '')
  expect(await leftoverFiles(join(folder, 'all.csv'), new Set(), images)).toEqual([])
})
