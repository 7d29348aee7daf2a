import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { findPairs } from '../../../src-main/core/datasets/find-pairs.ts'

let root = ''
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'touchstone-pairs-'))
})
afterAll(() => rm(root, { recursive: true }))

async function folderWith(name: string, ...files: string[]): Promise<string> {
  for (const file of files) {
    const path = join(root, name, file)
    await mkdir(join(path, '..'), { recursive: true })
    await writeFile(path, '')
  }
  return join(root, name)
}
const names = (pairs: readonly { image: string; truth: string }[]) =>
  pairs.map(({ image, truth }) => [basename(image), basename(truth)])

test('pairs images/ with gt/ and leaves a folder of similar name alone', async () => {
  const folder = await folderWith('gt', 'images/a.png', 'gt/a.tif', 'gt_png_per_object/a/1.png')
  const found = await findPairs(folder, { ignore: [] })
  expect(found.pairedBy).toBe('images/ with gt/ by file name')
  expect(names(found.pairing.pairs)).toEqual([['a.png', 'a.tif']])
})

test('prefers truth/ to labels/, and finds Images/ with Masks/', async () => {
  const two = await folderWith('two', 'images/a.png', 'labels/a.tif', 'truth/a.tif')
  expect((await findPairs(two, { ignore: [] })).pairedBy).toBe('images/ with truth/ by file name')
  const cased = await folderWith('cased', 'Images/a.png', 'Masks/a.tif')
  expect((await findPairs(cased, { ignore: [] })).pairing.pairs).toHaveLength(1)
})

test('takes the folders that are named', async () => {
  const folder = await folderWith('named', 'noisy/a.tif', 'target/a.tif', 'pred/a.tif')
  const found = await findPairs(folder, { images: 'noisy', truth: 'target', ignore: [] })
  expect(found.pairedBy).toBe('noisy/ with target/ by file name')
  expect(found.pairing.pairs).toEqual([
    { image: join(folder, 'noisy', 'a.tif'), truth: join(folder, 'target', 'a.tif') },
  ])
})

test('tells truth from images by suffix in one folder', async () => {
  const folder = await folderWith('flat', 'a.tif', 'a_mask.tif', 'b.tif', 'c_mask.tif', 'd.bmp')
  const found = await findPairs(folder, { ignore: [] })
  expect(found.pairedBy).toBe('suffix _mask')
  expect(names(found.pairing.pairs)).toEqual([['a.tif', 'a_mask.tif']])
  expect(found.pairing.unpaired.map(({ path }) => basename(path))).toEqual([
    'b.tif',
    'c_mask.tif',
    'd.bmp',
  ])
})

test('passes over ignored names', async () => {
  const folder = await folderWith('ignored', 'images/a.png', 'images/x.png', 'gt/a.tif')
  const found = await findPairs(folder, { ignore: ['x*'] })
  expect(found.pairing.unpaired).toEqual([])
})

test('reports formats that cannot be read yet on their side', async () => {
  const folder = await folderWith('bmp', 'images/a.bmp', 'gt/a.tif')
  const { pairing } = await findPairs(folder, { ignore: [] })
  expect(pairing.unpaired).toContainEqual({
    path: join(folder, 'images', 'a.bmp'),
    side: 'image',
    reason: 'files of type .bmp cannot be read yet',
  })
})

test('lists what is there when no ground truth can be told', async () => {
  const folder = await folderWith('odd', 'raw/a.png', 'result/a.png')
  await expect(findPairs(folder, { ignore: [] })).rejects.toThrow(/folders raw, result/)
  await expect(findPairs(folder, { images: 'raw', ignore: [] })).rejects.toMatchObject({
    code: 'dataset-invalid',
  })
})

test('names a folder that was asked for and is not there', async () => {
  const folder = await folderWith('gone', 'raw/a.png')
  await expect(findPairs(folder, { images: 'raw', truth: 'gt', ignore: [] })).rejects.toThrow(
    /gone.*gt does not exist/,
  )
})
