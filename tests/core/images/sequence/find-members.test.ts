import { mkdirSync } from 'node:fs'
import { basename, join } from 'node:path'
import { expect, test } from 'vitest'
import {
  findMembers,
  isSequencePath,
} from '../../../../src-main/core/images/sequence/find-members.ts'
import { temporaryFolder } from '../../../fixtures/images/temporary-file.ts'

const folder = temporaryFolder()

function folderOf(name: string, files: readonly string[]): string {
  mkdirSync(join(folder.path, name))
  for (const file of files) folder.write(`${name}/${file}`, '')
  return join(folder.path, name)
}

test('numbers are counted, not spelt', async () => {
  const path = join(folderOf('plain', ['a_2.tif', 'a_10.tif', 'a_1.tif', 'a_x.tif']), 'a_*.tif')
  const found = await findMembers(path)
  expect(found.paths.map((file) => basename(file!))).toEqual(['a_1.tif', 'a_2.tif', 'a_10.tif'])
  expect(found).toMatchObject({ axes: 'q', shape: [3] })
  expect(found.warnings).toEqual([
    '7 numbers between 1 and 10 have no image (3, 4, 5, 6, 7, 8, 9); the images on both sides stand next to each other.',
  ])
})

test('even steps lack nothing', async () => {
  const path = join(folderOf('steps', ['a_0.tif', 'a_5.tif', 'a_10.tif']), 'a_*.tif')
  expect((await findMembers(path)).warnings).toEqual([])
})

test('a grid with a hole keeps its place and counts it', async () => {
  const files = ['t1_z1.tif', 't1_z2.tif', 't2_z1.tif']
  const found = await findMembers(join(folderOf('grid', files), 't*_z*.tif'))
  expect(found.shape).toEqual([2, 2])
  expect(found.paths.map((file) => file && basename(file))).toEqual([...files, undefined])
  expect(found.warnings).toEqual([
    '1 image of 4 is missing among the combinations of numbers; their pixels are 0.',
  ])
})

test('two files with one number, and none at all, are errors', async () => {
  const path = folderOf('twice', ['a_1.tif', 'a_01.tif'])
  await expect(findMembers(join(path, 'a_*.tif'))).rejects.toMatchObject({ code: 'bad-request' })
  await expect(findMembers(join(path, 'b_*.tif'))).rejects.toMatchObject({ code: 'file-not-found' })
})

test('only the last part of a path makes it a pattern', () => {
  expect(isSequencePath('/data/a_*.tif')).toBe(true)
  expect(isSequencePath('/da*ta/a.tif')).toBe(false)
})
