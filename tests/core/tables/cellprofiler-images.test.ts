import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import {
  cellProfilerImages,
  withoutImageTables,
} from '../../../src-main/core/tables/cellprofiler-images.ts'
import { readTable } from '../../../src-main/core/tables/read-table.ts'

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'touchstone-cellprofiler-'))
})
afterEach(() => rm(folder, { recursive: true }))

const write = async (name: string, lines: readonly string[]) => {
  const path = join(folder, name)
  await writeFile(path, `${lines.join('\n')}\n`)
  return path
}
const objects = async (name = 'MyExpt_Nuclei.csv') =>
  readTable(
    await write(name, ['ImageNumber,ObjectNumber,Location_Center_X', '1,1,3']),
    () => undefined,
  )
const imageHead = 'ImageNumber,FileName_DNA,PathName_DNA,FileName_Actin'

test('every channel of an image leads to its number', async () => {
  await write('MyExpt_Image.csv', [imageHead, '1,a_d.tif,C:\\data,a_f.tif', '2,b_d.tif,C:\\data,'])
  await write('Image.csv', ['ImageNumber,FileName_DNA', '1,other.tif'])
  const found = await cellProfilerImages(await objects())
  expect(found?.numberColumn).toBe(0)
  expect([...found!.numberOf]).toEqual([
    ['a_d.tif', '1'],
    ['a_f.tif', '1'],
    ['b_d.tif', '2'],
  ])
})

test('files of one name are told apart by their folders, and planes of one file are refused', async () => {
  await write('Image.csv', [imageHead, '1,a.tif,C:\\data\\one,', '2,a.tif,/data/two/,'])
  const found = await cellProfilerImages(await objects('Nuclei.csv'))
  expect([...found!.numberOf]).toEqual([
    ['one/a.tif', '1'],
    ['two/a.tif', '2'],
  ])
  await write('Image.csv', [imageHead, '1,a.tif,/one,', '2,a.tif,/one,'])
  await expect(cellProfilerImages(await objects('Nuclei.csv'))).rejects.toThrow(
    /names one\/a\.tif for the images 1 and 2/,
  )
})

test('a table of another program is none; without the table of images the reason is told', async () => {
  const path = await write('a.csv', ['y,x', '1,2'])
  expect(await cellProfilerImages(await readTable(path, () => undefined))).toBeNull()
  await expect(cellProfilerImages(await objects())).rejects.toThrow(/no Image\.csv .* beside it/)
  await write('MyExpt_Image.csv', ['ImageNumber,Count_Nuclei', '1,1'])
  await expect(cellProfilerImages(await objects())).rejects.toThrow(/needs the columns ImageNumber/)
})

test('tables of images and of the experiment are set aside only where files are named', async () => {
  const kept = async (...paths: string[]) =>
    (await withoutImageTables(paths)).map((path) => basename(path))
  const image = await write('MyExpt_Image.csv', [imageHead, '1,a.tif,/one,'])
  const experiment = await write('MyExpt_Experiment.csv', ['Key,Value'])
  const points = await write('my_image.csv', ['y,x', '1,2'])
  expect(await kept(image, experiment, join(folder, 'MyExpt_Nuclei.csv'), points)).toEqual([
    'MyExpt_Nuclei.csv',
    'my_image.csv',
  ])
})
