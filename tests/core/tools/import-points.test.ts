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

test('objects of CellProfiler are points of the image that Image.csv names', async () => {
  await predictions('MyExpt_Image.csv', 'ImageNumber,FileName_DNA\n7,a.npy\n8,b.npy\n')
  await predictions('MyExpt_Experiment.csv', 'Key,Value\n')
  const head =
    'ImageNumber,ObjectNumber,AreaShape_Area,Location_Center_X,Location_Center_Y,Location_Center_Z'
  await predictions('MyExpt_Nuclei.csv', `${head}\n7,1,30,12.5,3,0\n7,2,20,4,5.25,0\n`)
  expect(await text('a')).toBe('y,x\n3,12.5\n5.25,4\n')
  expect((await text('b')).trim()).toBe('y,x')
  await predictions('MyExpt_Cells.csv', `${head}\n7,1,30,12.5,3,0\n`)
  await expect(predict('a')).rejects.toThrow(/has no points/)
  expect((await predict('a', 'pred/MyExpt_Nuclei.csv')).notes[0]).toContain('2 of its rows')
})

test('points of napari are in array order, with centres of pixels as whole numbers', async () => {
  await predictions('a_points.csv', 'index,axis-0,axis-1\n0,3,12.5\n1,5.25,4\n')
  expect((await predict('a')).notes.join(' ')).not.toContain('outside')
  await predictions('b_points.csv', 'index,axis-0,axis-1\n0,12.5,3\n1,15,4\n')
  await expect(predict('b')).rejects.toMatchObject({ code: 'shape-mismatch' })
})
