import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { findPrediction } from '../../../src-main/core/tools/find-prediction.ts'

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'touchstone-find-'))
})
afterEach(() => rm(folder, { recursive: true }))

async function find(image: string, ...files: string[]) {
  for (const name of files) await writeFile(join(folder, name), '')
  return findPrediction(folder, 'case-1', image)
}

test.each(['a.tif', 'a.ome.tif', 'a.png', 'a.npy', 'a_cp_masks.png', 'a_pred.tif', 'A_Labels.tif'])(
  'finds %s for the image a',
  async (name) => {
    expect(await find('/images/a.ome.tif', name, 'b.tif')).toBe(join(folder, name))
  },
)

test.each(['a_Nuclei.tiff', 'a_objects.tiff', 'a_Cells.tif'])(
  'finds %s, as CellProfiler saves objects',
  async (name) => {
    expect(await find('/images/a.tif', name, 'b_Nuclei.tiff')).toBe(join(folder, name))
    await expect(find('/images/a.tif', 'a_cytoplasm.tiff')).rejects.toThrow(/several predictions/)
  },
)

test('names the case, the folder and what was looked for', async () => {
  const error: unknown = await find('/images/a.tif', 'b.tif').catch((thrown: unknown) => thrown)
  expect(error).toMatchObject({ code: 'prediction-missing' })
  expect(String(error)).toContain('case-1')
  expect(String(error)).toContain(folder)
  expect(String(error)).toMatch(/looked for a,.*_cp_masks.*among 1 image/)
})

test('names both when two fit', async () => {
  await expect(find('/images/a.tif', 'a.tif', 'a.png')).rejects.toThrow(/a\.png and a\.tif/)
})

test('says when the file is there in a format that cannot be read yet', async () => {
  await expect(find('/images/a.tif', 'a.bmp')).rejects.toThrow(/a\.bmp is there/)
})

test('finds the results of the Cell Tracking Challenge by their number, and only where nothing else fits', async () => {
  expect(await find('/images/t012.tif', 'mask012.tif', 'mask013.tif', 'res_track.txt')).toBe(
    join(folder, 'mask012.tif'),
  )
  expect(await find('/images/t013.tif', 't013.tif')).toBe(join(folder, 't013.tif'))
})
