import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { toolSettingsSchema } from '../../../src-main/contract/tool-file.ts'
import { predictCase } from '../../../src-main/core/tools/predict.ts'
import { writeNpy } from '../../fixtures/datasets/write-npy.ts'

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'touchstone-classes-'))
  await mkdir(join(folder, 'pred'))
  for (const name of ['a', 'b']) await writeNpy(join(folder, `${name}.npy`), [1, 2], [1, 2])
})
afterEach(() => rm(folder, { recursive: true }))

const table = (name: string, text: string) => writeFile(join(folder, 'pred', name), text)
const predict = (name: string) =>
  predictCase({
    reference: `predictions:${join(folder, 'pred')}`,
    task: 'classification',
    settings: toolSettingsSchema.parse({}),
    case: { id: name, image: join(folder, `${name}.npy`) },
    outputDir: join(folder, 'out', name),
    cacheDir: join(folder, 'cache'),
    threads: 1,
    seed: 1,
  })
const text = async (name: string) => readFile((await predict(name)).outputs[0]!.path, 'utf8')

test('the row of the image is kept with all its columns, decimal commas as points', async () => {
  await table('p.csv', 'file;prediction;p_cat;p_dog\na.tif;cat;0,75;0,25\nb;"dog, old";0;1\n')
  expect(await text('a')).toBe('"file","prediction","p_cat","p_dog"\n"a.tif","cat","0.75","0.25"\n')
  expect(await text('b')).toContain('"dog, old"')
})

test('a row that is missing or stands twice is an error of its case', async () => {
  await table('p.csv', 'image,prediction\nb,cat\nb,dog\n')
  await expect(predict('a')).rejects.toMatchObject({ code: 'prediction-missing' })
  await expect(predict('b')).rejects.toThrow('names b in line 2 and in line 3')
})

test('of several tables the one named predictions counts, else they are listed', async () => {
  await table('x.csv', 'image,prediction\na,cat\n')
  await table('y.csv', 'image,prediction\na,dog\n')
  await expect(predict('a')).rejects.toThrow('has 2 tables: x.csv, y.csv')
  await table('predictions.csv', 'image,prediction\na,rat\n')
  expect(await text('a')).toContain('rat')
})
