import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { listImageFiles } from '../../../src-main/core/datasets/list-image-files.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'touchstone-list-'))
  for (const name of [
    'b.png',
    'a.tif',
    'old_a.tif',
    '.DS_Store',
    'Thumbs.db',
    'n.txt',
    'p.czi',
    'b.jpg',
    'c.jpg',
  ])
    await writeFile(join(folder, name), '')
  await mkdir(join(folder, 'gt.tif'))
  await mkdir(join(folder, 'aa.ome.zarr'))
  await mkdir(join(folder, '.hidden'))
})
afterAll(() => rm(folder, { recursive: true }))

test('lists images sorted, other formats apart, folders by name, and nothing else', async () => {
  const found = await listImageFiles(folder, ['old_*'])
  expect(found.images).toEqual(
    ['a.tif', 'aa.ome.zarr', 'b.png', 'c.jpg'].map((name) => join(folder, name)),
  )
  expect(found.unreadable.map((path) => basename(path))).toEqual(['p.czi'])
  expect(found.folders).toEqual(['gt.tif'])
})

test('says what is wrong with the folder', async () => {
  await expect(listImageFiles(join(folder, 'absent'))).rejects.toMatchObject({
    code: 'file-not-found',
  })
  await expect(listImageFiles(join(folder, 'a.tif'))).rejects.toThrow(/is a file/)
})
