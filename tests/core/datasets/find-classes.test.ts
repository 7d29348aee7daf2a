import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { findClasses } from '../../../src-main/core/datasets/find-classes.ts'

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'touchstone-classes-'))
})
afterEach(() => rm(folder, { recursive: true }))

async function file(name: string, text = ''): Promise<void> {
  await mkdir(dirname(join(folder, name)), { recursive: true })
  await writeFile(join(folder, name), text)
}
const find = (places: { images?: string; truth?: string } = {}) =>
  findClasses(folder, { ignore: [], ...places })
const short = ({ images }: Awaited<ReturnType<typeof find>>) =>
  images.map(({ image, trueClass, sample }) => [basename(image), trueClass, sample])

test('reads the class and the sample of every image from a table', async () => {
  for (const name of ['a.tif', 'b.tif', 'c.tif']) await file(`images/${name}`)
  await file('labels.csv', 'image,class,sample\na.tif,cat,m1\nb,dog,m2\n')
  const found = await find()
  expect(short(found)).toEqual([
    ['a.tif', 'cat', 'm1'],
    ['b.tif', 'dog', 'm2'],
  ])
  expect(found.pairedBy).toBe('classes from labels.csv')
  expect(found.unpaired).toMatchObject([{ side: 'image', reason: 'labels.csv has no row for it' }])
})

test('reports rows without an image, and rows that fit two images', async () => {
  for (const name of ['x/a.tif', 'y/a.tif', 'b.tif']) await file(name)
  await file('truth.csv', 'image,class\na,cat\nb,dog\nz,dog\n')
  const found = await find()
  expect(short(found)).toEqual([['b.tif', 'dog', null]])
  expect(found.unpaired.map(({ reason }) => reason).join('; ')).toMatch(
    /a fits x\/a.tif and y\/a.tif; no image in .* is named z/,
  )
})

test('takes the folders of images for classes where there is no table', async () => {
  for (const name of ['cat/a.tif', 'cat/b.tif', 'dog/a.tif', 'loose.tif']) await file(name)
  const found = await find()
  expect(short(found)).toEqual([
    ['a.tif', 'cat', null],
    ['b.tif', 'cat', null],
    ['a.tif', 'dog', null],
  ])
  expect(found.images.every(({ image, truth }) => image === truth)).toBe(true)
  expect(found.unpaired).toMatchObject([{ reason: 'it lies in no folder that names its class' }])
})

test('refuses a table that names one image twice, and a folder without classes', async () => {
  await file('a.tif')
  await expect(find()).rejects.toThrow('does not say the class of its images')
  await file('labels.csv', 'image,class\na,cat\na,dog\n')
  await expect(find()).rejects.toThrow('the id a stands in line 2 and in line 3')
})
