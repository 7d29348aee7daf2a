import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { sequenceOf } from '../../../../src-main/core/images/sequence/sequence-of.ts'
import { temporaryFolder } from '../../../fixtures/images/temporary-file.ts'

const folder = temporaryFolder()

function folderOf(name: string, files: readonly string[]): string {
  mkdirSync(join(folder.path, name))
  for (const file of files) folder.write(`${name}/${file}`, '')
  return join(folder.path, name)
}

test('a lone file is told what it may belong to', async () => {
  const path = folderOf('lone', ['s_t1.tif', 's_t2.tif', 's_t3.tif', 'other_1.tif', 's_t4.png'])
  expect(await sequenceOf(join(path, 's_t2.tif'))).toEqual({
    reference: join(path, 's_t*.tif'),
    members: 3,
  })
  expect(await sequenceOf(join(path, 'other_1.tif'))).toBeUndefined()
})

test('two files are a pair rather than a series', async () => {
  const path = folderOf('pair', ['a_1.tif', 'a_2.tif'])
  expect(await sequenceOf(join(path, 'a_1.tif'))).toBeUndefined()
})

test('all numbers with an axis make the pattern, or else the last number', async () => {
  const path = folderOf('grid', [
    'p3_t1_z1.tif',
    'p3_t1_z2.tif',
    'p3_t2_z1.tif',
    'day2_001.png',
    'day2_002.png',
    'day2_003.png',
  ])
  expect(await sequenceOf(join(path, 'p3_t1_z1.tif'))).toMatchObject({
    reference: join(path, 'p3_t*_z*.tif'),
  })
  expect(await sequenceOf(join(path, 'day2_002.png'))).toMatchObject({
    reference: join(path, 'day2_*.png'),
  })
})

test('nothing is guessed of a folder that is crowded, slow or gone', async () => {
  const path = folderOf('crowd', ['a_1.tif', 'a_2.tif', 'a_3.tif'])
  const file = join(path, 'a_1.tif')
  expect(await sequenceOf(file, { mostNames: 3 })).toMatchObject({ members: 3 })
  expect(await sequenceOf(file, { mostNames: 2 })).toBeUndefined()
  expect(await sequenceOf(file, { withinMs: -1 })).toBeUndefined()
  expect(await sequenceOf(join(path, 'gone', 'a_1.tif'))).toBeUndefined()
})
