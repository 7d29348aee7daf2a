import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { listTables } from '../../../src-main/core/datasets/list-tables.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'touchstone-tables-'))
  for (const name of ['b.csv', 'a.TSV', 'c.npy', '.hidden.csv', 'image.tif', 'skip.json'])
    await writeFile(join(folder, name), '')
  await mkdir(join(folder, 'folder.csv'))
})
afterAll(() => rm(folder, { recursive: true }))

test('lists tables by name, without hidden ones, folders and what is to be ignored', async () => {
  const found = await listTables(folder, { ignore: ['skip*'] })
  expect(found.map((path) => basename(path))).toEqual(['a.TSV', 'b.csv'])
})

test('takes NumPy arrays for tables only where that is asked for', async () => {
  const found = await listTables(folder, { arrays: true })
  expect(found.map((path) => basename(path))).toContain('c.npy')
})

test('names a folder that is not there', async () => {
  await expect(listTables(join(folder, 'none'), {})).rejects.toThrow('none does not exist')
})
