import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { zipSync } from 'fflate'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { readRoiFile } from '../../../../src-main/core/imports/imagej/read-roi-file.ts'
import { roiBytes } from '../../../fixtures/imports/roi-bytes.ts'

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'touchstone-roi-'))
})
afterEach(() => rm(folder, { recursive: true }))

const box = { top: 1, left: 2, bottom: 4, right: 6 }

test('a zip gives its areas in order, and says what it left out', async () => {
  const path = join(folder, 'RoiSet.zip')
  await writeFile(
    path,
    zipSync({
      '0002-first.roi': roiBytes({ type: 1, box }),
      'line.roi': roiBytes({ type: 3, box }),
      'readme.txt': new Uint8Array(3),
      '0001-second.roi': roiBytes({ type: 2, box, name: 'nucleus' }),
    }),
  )
  const { outlines, notes } = await readRoiFile(path)
  expect(outlines.map(({ name }) => name)).toEqual(['0002-first', 'nucleus'])
  expect(notes).toEqual(['RoiSet.zip: 1 region of type line left out, which encloses no area.'])
})

test('a single region is a file of one object', async () => {
  const path = join(folder, 'cell.roi')
  await writeFile(path, roiBytes({ type: 1, box }))
  expect((await readRoiFile(path)).outlines).toMatchObject([{ name: 'cell' }])
})

test('points alone are no objects, and no regions at all is an empty truth', async () => {
  const path = join(folder, 'points.zip')
  await writeFile(path, zipSync({ 'a.roi': roiBytes({ type: 10, box, points: [[0, 0]] }) }))
  await expect(readRoiFile(path)).rejects.toThrow(/holds 1 region of type point and no area/)
  await writeFile(path, zipSync({ 'note.txt': new Uint8Array(1) }))
  expect((await readRoiFile(path)).outlines).toEqual([])
})

test('a damaged region names the zip and the entry', async () => {
  const path = join(folder, 'bad.zip')
  await writeFile(path, zipSync({ 'a.roi': new Uint8Array(80) }))
  await expect(readRoiFile(path)).rejects.toThrow(/bad\.zip \(a\.roi\) is not a region of ImageJ/)
})
