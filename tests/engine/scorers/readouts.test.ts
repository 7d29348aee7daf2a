import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { objectErrorsSchema } from '../../../src-main/contract/images.ts'
import { readoutFileSchema } from '../../../src-main/contract/readouts.ts'
import { writeRealImage } from '../../../src-main/core/images/write-real-image.ts'
import type { ScoreInput } from '../../../src-main/core/engine-port.ts'
import { scorePair } from '../../../src-main/engine/score-pair.ts'
import { labelFiles } from './label-files.ts'

const files = labelFiles()
afterAll(() => {
  files.remove()
})

async function readouts(input: Omit<ScoreInput, 'options'> & Partial<ScoreInput>) {
  const readoutsPath = join(files.folder, 'readouts.json')
  const { outputs, notes } = await scorePair({ options: {}, ...input, readoutsPath })
  const file = readoutFileSchema.parse(JSON.parse(readFileSync(readoutsPath, 'utf8')))
  return {
    outputs,
    notes,
    values: Object.fromEntries(
      file.readouts.map(({ id, truth, prediction }) => [id, [truth, prediction]]),
    ),
  }
}

const shape = [2, 4]
const truth = files.write('truth', shape, [1, 1, 0, 2, 1, 1, 0, 2])
const prediction = files.write('prediction', shape, [5, 5, 0, 0, 5, 5, 0, 0])
const image = files.write('image', shape, [10, 20, 0, 5, 30, 40, 0, 7])

describe('instances', () => {
  test('are counted and measured on both sides, with the gray values of the input image', async () => {
    const pixelSizeUm = { x: 0.5, y: 0.5 }
    const { values, outputs } = await readouts({
      ...{ task: 'instances', truth, prediction, image, pixelSizeUm },
    })
    expect(values).toEqual({
      count: [2, 1],
      'total-area': [6, 4],
      'mean-area': [3, 4],
      'median-area': [3, 4],
      'total-area-um2': [1.5, 1],
      'mean-area-um2': [0.75, 1],
      'median-area-um2': [0.75, 1],
      'mean-intensity': [(25 + 6) / 2, 25],
      'foreground-intensity': [112 / 6, 25],
    })
    expect(outputs).toEqual([
      {
        role: 'readouts',
        path: join(files.folder, 'readouts.json'),
        sha256: expect.stringMatching(/^sha256:[0-9a-f]{64}$/) as string,
      },
    ])
  })

  test('stand in the list of objects with their mean gray value', async () => {
    const objectsPath = join(files.folder, 'objects.json')
    await readouts({ task: 'instances', truth, prediction, image, objectsPath })
    const listed = objectErrorsSchema.parse(JSON.parse(readFileSync(objectsPath, 'utf8')))
    expect(listed.truth.map(({ label, meanIntensity }) => [label, meanIntensity])).toEqual([
      [1, [25]],
      [2, [6]],
    ])
    await readouts({ task: 'instances', truth, prediction, objectsPath })
    const without = objectErrorsSchema.parse(JSON.parse(readFileSync(objectsPath, 'utf8')))
    expect(without.truth[0]).not.toHaveProperty('meanIntensity')
  })

  test('that a policy leaves out are in no read-out', async () => {
    const options = { minimumAreaPx: 3 }
    const { values } = await readouts({ task: 'instances', truth, prediction, image, options })
    expect(values).toMatchObject({ count: [1, 1], 'mean-intensity': [25, 25] })
    expect(values).not.toHaveProperty('total-area-um2')
  })

  test('take the pixel size and the channels of the files where nothing is stated', async () => {
    const path = join(files.folder, 'two.ome.tif')
    const data = Float64Array.of(1, 1, 1, 1, 1, 1, 1, 1, 10, 20, 0, 5, 30, 40, 0, NaN)
    await writeRealImage(
      path,
      { shape: [2, 2, 4], axes: 'cyx', data },
      { pixelSizeUm: { x: 2, y: 2 } },
    )
    const { values, notes } = await readouts({ task: 'instances', truth, prediction, image: path })
    expect(values).toMatchObject({
      'total-area-um2': [24, 16],
      'mean-intensity-c1': [1, 1],
      'mean-intensity-c2': [15, 25],
    })
    expect(notes.join()).toContain('1 gray values of')
  })

  test('are scored all the same where the image does not fit them', async () => {
    const other = files.write('other', [1, 3], [1, 2, 3])
    const { values, notes } = await readouts({ task: 'instances', truth, prediction, image: other })
    expect(values).not.toHaveProperty('mean-intensity')
    expect(notes.join()).toMatch(
      /Intensities were not measured: the image .* is 1 x 3 and the labels are 2 x 4/,
    )
    const gone = join(files.folder, 'gone.npy')
    const missing = await readouts({ task: 'instances', truth, prediction, image: gone })
    expect(missing.notes.join()).toContain('Intensities were not measured: ')
  })

  test('of stacks have volumes', async () => {
    const stack = files.write('stack', [2, 1, 2], [1, 0, 1, 0])
    const { values } = await readouts({
      ...{ task: 'instances', truth: stack, prediction: stack, image: stack },
      pixelSizeUm: { x: 1, y: 1, z: 3 },
    })
    expect(values).toMatchObject({ 'total-volume': [2, 2], 'total-volume-um3': [6, 6] })
  })
})

test('of masks the foreground is measured', async () => {
  const mask = files.write('mask', shape, [1, 1, 0, 0, 1, 1, 0, 0])
  const other = files.write('part', shape, [1, 0, 0, 0, 1, 0, 0, 0])
  const { values } = await readouts({ task: 'semantic', truth: mask, prediction: other, image })
  expect(values).toEqual({
    'foreground-area': [4, 2],
    'foreground-share': [0.5, 0.25],
    'mean-intensity': [25, 20],
  })
})

test('of class maps every class, without what nobody judged', async () => {
  const map = files.write('map', shape, [1, 1, 9, 2, 1, 1, 9, 2])
  const options = { classes: [1, 2], ignoreLabel: 9 }
  const { values } = await readouts({
    ...{ task: 'semantic', truth: map, prediction: map, image, options },
  })
  expect(values).toEqual({
    'class-1-area': [4, 4],
    'class-1-share': [4 / 6, 4 / 6],
    'class-1-mean-intensity': [25, 25],
    'class-2-area': [2, 2],
    'class-2-share': [2 / 6, 2 / 6],
    'class-2-mean-intensity': [6, 6],
  })
})

test('points are counted, classes have shares', async () => {
  const points = files.writeBytes('points.csv', Buffer.from('y,x\n1,2\n5,5\n'))
  const fewer = files.writeBytes('fewer.csv', Buffer.from('y,x\n1,2\n'))
  expect((await readouts({ task: 'detection', truth: points, prediction: fewer })).values).toEqual({
    count: [2, 1],
  })
  const table = (rows: string): string =>
    files.writeBytes(`${rows.length}.csv`, Buffer.from(`image,class\n${rows}`))
  const classes = await readouts({
    ...{
      task: 'classification',
      truth: table('a,cat\nb,dog\n'),
      prediction: table('a,cat\nb,cat\n '),
    },
  })
  expect(classes.values).toEqual({ 'share:cat': [0.5, 1], 'share:dog': [0.5, 0] })
})

test('nothing is written where none are wanted', async () => {
  const { outputs } = await scorePair({ task: 'instances', truth, prediction, options: {} })
  expect(outputs).toEqual([])
})
