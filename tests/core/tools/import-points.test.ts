import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { toolSettingsSchema } from '../../../src-main/contract/tool-file.ts'
import { predictCase } from '../../../src-main/core/tools/predict.ts'
import { predictionsDigest } from '../../../src-main/core/tools/predictions-digest.ts'
import { writeNpy } from '../../fixtures/datasets/write-npy.ts'

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'touchstone-import-'))
  await mkdir(join(folder, 'pred'))
  for (const name of ['a', 'b'])
    await writeNpy(join(folder, 'images', `${name}.npy`), [10, 20], new Array<number>(200).fill(1))
})
afterEach(() => rm(folder, { recursive: true }))

const predictions = (name: string, text: string) => writeFile(join(folder, 'pred', name), text)
const predict = (name: string, place = 'pred') =>
  predictCase({
    reference: `predictions:${join(folder, place)}`,
    task: 'detection',
    settings: toolSettingsSchema.parse({}),
    case: { id: name, image: join(folder, 'images', `${name}.npy`) },
    outputDir: join(folder, 'out', name),
    cacheDir: join(folder, 'cache'),
    threads: 1,
    seed: 1,
  })
const text = async (name: string) => readFile((await predict(name)).outputs[0]!.path, 'utf8')

test('a table named like the image is copied byte for byte', async () => {
  await predictions('a.csv', 'y,x,score\n1,2,0.5\n')
  await predictions('b_points.tsv', 'y\tx\n1\t2\n')
  expect(await text('a')).toBe('y,x,score\n1,2,0.5\n')
  expect(await text('b')).toBe('y\tx\n1\t2\n')
})

test('of one table for all images each case takes its rows; no row is nothing found, and said', async () => {
  await predictions('all.csv', 'image,x_um,y_um,score\na.tif,0.2,0.1,0.9\na.tif,0.5,0.4,0.8\n')
  expect(await text('a')).toBe('y_um,x_um,score\n0.1,0.2,0.9\n0.4,0.5,0.8\n')
  const none = await predict('b')
  expect(await readFile(none.outputs[0]!.path, 'utf8')).toBe('y_um,x_um,score\n')
  expect(none.notes[0]).toContain('names no point in b.npy: taken as nothing found')
})

test('a row without coordinates says that nothing was found', async () => {
  await predictions('all.csv', 'image,y,x\na,1,2\nb,,\n')
  expect(await text('b')).toBe('y,x\n')
  expect((await predict('b')).notes[0]).toContain('0 of its rows')
})

test('points that would fit only with x and y swapped are refused; single ones outside are said', async () => {
  await predictions('a.csv', 'y,x\n15,3\n')
  await expect(predict('a')).rejects.toThrow(/Case a: .*a.csv: .* with x and y swapped/)
  await predictions('b.csv', 'y,x\n5,3\n40,3\n')
  expect((await predict('b')).notes[1]).toContain('points lie outside the image')
})

test('a missing table and several that fit are told', async () => {
  await predictions('c.csv', 'y,x\n1,2\n')
  await predictions('d.csv', 'y,x\n1,2\n')
  await expect(predict('a')).rejects.toMatchObject({ code: 'prediction-missing' })
  await predictions('a.csv', 'y,x\n1,2\n')
  await predictions('a.json', '[[1,2]]')
  await expect(predict('a')).rejects.toThrow('several tables')
})

test('the digest is that of the tables, and a table itself may be named', async () => {
  await predictions('all.csv', 'image,y,x\na,1,2\n')
  const { digest, files } = await predictionsDigest(join(folder, 'pred'), 'detection')
  expect(files).toBe(1)
  expect((await predictionsDigest(join(folder, 'pred', 'all.csv'), 'detection')).digest).toBe(
    digest,
  )
  expect((await predict('a', 'pred/all.csv')).notes[0]).toContain('1 of its rows')
  await predictions('all.csv', 'image,y,x\na,1,3\n')
  expect((await predictionsDigest(join(folder, 'pred'), 'detection')).digest).not.toBe(digest)
})
