import { existsSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { surveyDataset } from '../../../src-main/core/datasets/survey-dataset.ts'
import { writeNpy } from '../../fixtures/datasets/write-npy.ts'

const real = resolve(import.meta.dirname, '../../../../shared/real/datasets')
let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'touchstone-survey-'))
})
afterEach(() => rm(folder, { recursive: true }))

async function pair(name: string, truth: number[]): Promise<void> {
  await writeNpy(join(folder, 'images', `${name}.npy`), [2, 4], [1, 2, 3, 4, 5, 6, 7, 8])
  await writeNpy(join(folder, 'gt', `${name}.npy`), [2, 4], truth)
}

test('names the folder, the way of pairing and the cases', async () => {
  await pair('a', [1, 0, 2, 2, 1, 0, 0, 0])
  const survey = await surveyDataset({ folder, task: 'instances' })
  expect(survey).toMatchObject({
    folder,
    task: 'instances',
    pairedBy: 'images/ with gt/ by file name',
    pixelSizeUm: null,
    unpaired: [],
  })
  expect(survey.cases).toEqual([
    {
      id: 'a',
      image: join(folder, 'images', 'a.npy'),
      truth: join(folder, 'gt', 'a.npy'),
      sample: null,
      role: 'test',
      factors: {},
    },
  ])
})

test('infers instances from label images and says so', async () => {
  await pair('a', [0, 0, 0, 0, 0, 0, 0, 0])
  await pair('b', [1, 0, 2, 2, 1, 0, 0, 0])
  const survey = await surveyDataset({ folder })
  expect(survey.task).toBe('instances')
  expect(survey.pairedBy).toMatch(/task instances inferred from the ground truth/)
})

test('infers no task from masks, or from class maps whose labels lie all over', async () => {
  await pair('a', [1, 0, 1, 0, 1, 0, 0, 0])
  expect((await surveyDataset({ folder })).task).toBe(null)
  await pair('a', [1, 0, 0, 2, 2, 0, 0, 1])
  expect((await surveyDataset({ folder })).task).toBe(null)
})

test('infers no task when one ground truth is not an integer image', async () => {
  await pair('a', [1, 0, 2, 2, 1, 0, 0, 0])
  await pair('b', [0, 0, 0, 0, 0, 0, 0, 0])
  await writeNpy(join(folder, 'gt', 'b.npy'), [2, 4], [0, 1, 2, 3, 4, 5, 6, 7], 'float32')
  expect((await surveyDataset({ folder })).task).toBe(null)
})

test('takes what dataset.yaml states, from the folder or from the file itself', async () => {
  await pair('a', [1, 0, 2, 2, 1, 0, 0, 0])
  const file = join(folder, 'dataset.yaml')
  await writeFile(
    file,
    'formatVersion: 1\nname: Mine\nlicence: CC0-1.0\ntask: semantic\npixelSizeUm: {x: 0.5, y: 0.5}\ncases:\n  - {image: images/a.npy, truth: gt/a.npy, sample: m1}\n',
  )
  for (const given of [folder, file]) {
    const survey = await surveyDataset({ folder: given })
    expect(survey).toMatchObject({
      folder,
      name: 'Mine',
      licence: 'CC0-1.0',
      task: 'semantic',
      pairedBy: 'dataset.yaml',
      pixelSizeUm: { x: 0.5, y: 0.5 },
      cases: [{ id: 'a', sample: 'm1' }],
    })
  }
})

test('refuses an order that contradicts dataset.yaml, naming both', async () => {
  await pair('a', [1, 0, 2, 2, 1, 0, 0, 0])
  await writeFile(join(folder, 'dataset.yaml'), 'formatVersion: 1\ntask: semantic\n')
  await expect(surveyDataset({ folder, task: 'instances' })).rejects.toThrow(
    /states task semantic, but instances was asked for/,
  )
  expect((await surveyDataset({ folder })).pairedBy).toBe(
    'dataset.yaml: images/ with gt/ by file name',
  )
})

test('says what is wrong with the folder', async () => {
  await expect(surveyDataset({ folder: join(folder, 'absent') })).rejects.toMatchObject({
    code: 'file-not-found',
  })
  await expect(surveyDataset({ folder: 'relative' })).rejects.toMatchObject({ code: 'bad-request' })
  const path = await writeNpy(join(folder, 'x.npy'), [1], [1])
  await expect(surveyDataset({ folder: path })).rejects.toThrow(/is a file/)
})

test.skipIf(!existsSync(real))(
  'pairs the 24 images of DSB2018 with gt/ and infers instances (needs ../shared/real)',
  async () => {
    const survey = await surveyDataset({ folder: join(real, 'dsb2018_fluorescence') })
    expect(survey.cases).toHaveLength(24)
    expect(survey.task).toBe('instances')
    expect(survey.unpaired).toEqual([])
  },
)

test('a dataset.yaml that lists cases and names folders too is refused', async () => {
  await pair('a', [1, 0, 2, 2, 1, 0, 0, 0])
  const file = join(folder, 'dataset.yaml')
  await writeFile(
    file,
    'formatVersion: 1\ntask: instances\nimages: images\ncases: [{image: images/a.npy, truth: gt/a.npy}]\n',
  )
  await expect(surveyDataset({ folder })).rejects.toThrow(
    `${file} lists cases and also names folders`,
  )
})
