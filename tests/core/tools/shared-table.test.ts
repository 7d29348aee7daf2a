import { mkdtemp, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { rowsOfImage } from '../../../src-main/core/tools/shared-table.ts'

let folder = ''
const path = () => join(folder, 'all.csv')
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'touchstone-shared-'))
  for (const name of ['a.tif', 'b.tif']) await writeFile(join(folder, name), '')
})
afterEach(() => rm(folder, { recursive: true }))

const rowsOf = (name: string, caseId = 'case') =>
  rowsOfImage(path(), { caseId, image: join(folder, name) })

test('gives the rows of one image, found by its name or by the name of the case', async () => {
  await writeFile(path(), 'image,y,x\na.tif,1,2\nmouse 1,3,4\na.tif,5,6\n')
  const { table, name } = await rowsOf('a.tif')
  expect([name, table.rows.map(({ place }) => place)]).toEqual(['a.tif', ['line 2', 'line 4']])
  expect((await rowsOf('b.tif', 'mouse 1')).table.rows).toHaveLength(1)
})

test('an image that is not named has no rows, where its neighbours are named', async () => {
  await writeFile(path(), 'image,y,x\na,1,2\n')
  expect(await rowsOf('b.tif')).toMatchObject({ name: null, table: { rows: [] } })
})

test('a table of other images is refused, as is one that names no image', async () => {
  await writeFile(path(), 'image,y,x\nz1,1,2\nz2,1,2\n')
  await expect(rowsOf('a.tif')).rejects.toThrow(/names z1, z2, but neither a.tif nor any image/)
  await writeFile(path(), 'y,x\n1,2\n')
  await utimes(path(), 1, 1)
  await expect(rowsOf('a.tif')).rejects.toThrow('none names the image')
})

test('reads a table again once it has changed', async () => {
  await writeFile(path(), 'image,y,x\na,1,2\n')
  expect((await rowsOf('a.tif')).table.rows).toHaveLength(1)
  await writeFile(path(), 'image,y,x\na,1,2\na,3,4\n')
  expect((await rowsOf('a.tif')).table.rows).toHaveLength(2)
})
