import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { datasetFileCaseSchema } from '../../../src-main/contract/dataset-file.ts'
import { statedCases } from '../../../src-main/core/datasets/stated-cases.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'touchstone-cases-'))
  for (const name of ['a.tif', 'b.tif', 't.tif']) await writeFile(join(folder, name), '')
})
afterAll(() => rm(folder, { recursive: true }))

const stated = (...cases: object[]) =>
  statedCases(
    folder,
    cases.map((item) => datasetFileCaseSchema.parse(item)),
    { task: 'instances', file: join(folder, 'dataset.yaml') },
  )

test('keeps what is stated and names cases by their image where no id is given', async () => {
  const { cases } = await stated(
    { image: 'a.tif', truth: 't.tif', sample: 'm1', role: 'tuning', factors: { stain: 'DAPI' } },
    { id: 'second', image: 'b.tif', truth: 't.tif' },
  )
  expect(cases).toEqual([
    {
      id: 'a',
      image: join(folder, 'a.tif'),
      truth: join(folder, 't.tif'),
      sample: 'm1',
      role: 'tuning',
      factors: { stain: 'DAPI' },
    },
    {
      id: 'second',
      image: join(folder, 'b.tif'),
      truth: join(folder, 't.tif'),
      sample: null,
      role: 'test',
      factors: {},
    },
  ])
})

test('reports the file whose partner is missing', async () => {
  const { cases, unpaired } = await stated(
    { image: 'a.tif', truth: 'absent.tif' },
    { image: 'gone.tif', truth: 't.tif' },
  )
  expect(cases).toEqual([])
  expect(unpaired).toMatchObject([
    { path: join(folder, 'a.tif'), side: 'image' },
    { path: join(folder, 't.tif'), side: 'truth' },
  ])
  expect(unpaired[0]?.reason).toContain('absent.tif')
  expect(unpaired[1]?.reason).toContain('gone.tif')
})

test('lets a derived id give way to a given one, wherever it stands', async () => {
  const { cases } = await stated(
    { image: 'a.tif', truth: 't.tif' },
    { id: 'a', image: 'b.tif', truth: 't.tif' },
  )
  expect(cases.map(({ id }) => id)).toEqual(['a (2)', 'a'])
})

test('refuses one id given twice, in any case', async () => {
  await expect(
    stated(
      { id: 'x', image: 'a.tif', truth: 't.tif' },
      { id: 'X', image: 'b.tif', truth: 't.tif' },
    ),
  ).rejects.toThrow(/cases\.0\.id and cases\.1\.id are both X/)
})

test('takes series, places inside a file, stores and numbered images, and misses those that are not there', async () => {
  await mkdir(join(folder, 'store.zarr'))
  await mkdir(join(folder, 'plain'))
  await writeFile(join(folder, 'store.zarr', '.zgroup'), '{"zarr_format":2}')
  await writeFile(join(folder, 'n_1.tif'), '')
  const images = ['a.tif#series=1', 'b.tif/inner', 'store.zarr', 'n_*.tif']
  const absent = ['m_*.tif', 'plain', 'none.h5/raw']
  const { cases, unpaired } = await stated(
    ...[...images, ...absent].map((image) => ({ image, truth: 't.tif' })),
  )
  expect(cases.map(({ image }) => image)).toEqual(images.map((image) => join(folder, image)))
  expect(cases.map(({ id }) => id)).toEqual(['a', 'inner', 'store', 'n'])
  expect(unpaired).toHaveLength(absent.length)
})

test('a class stands in the place of a ground truth for the task classification, and only there', async () => {
  const file = join(folder, 'dataset.yaml')
  await writeFile(file, '')
  const classified = (item: object) =>
    statedCases(folder, [datasetFileCaseSchema.parse(item)], { task: 'classification', file })
  expect((await classified({ image: 'a.tif', class: 'cat' })).cases[0]).toMatchObject({
    trueClass: 'cat',
  })
  await expect(classified({ image: 'a.tif', truth: 't.tif' })).rejects.toThrow(
    'needs class for the task classification, and has truth t.tif',
  )
  await expect(stated({ image: 'a.tif' })).rejects.toThrow('needs truth for the task instances')
})
