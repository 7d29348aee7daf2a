import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { scorePair } from '../../src-main/engine/score-pair.ts'
import { pointErrorsSchema } from '../../src-main/contract/points.ts'
import type { Task } from '../../src-main/contract/words.ts'
import { writeNpy } from '../fixtures/datasets/write-npy.ts'

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'touchstone-score-'))
})
afterEach(() => rm(folder, { recursive: true }))

const side = 16
const gray = Array.from({ length: side * side }, (_, i) => (i * 37) % 200)
const noisy = gray.map((value, i) => value + ((i * 7) % 11))

async function score(task: Task, truth: Pixels, prediction: Pixels, options = {}) {
  return scorePair({
    task,
    truth: await writeNpy(join(folder, 'truth.npy'), ...truth),
    prediction: await writeNpy(join(folder, 'prediction.npy'), ...prediction),
    options,
  })
}
type Pixels = [shape: number[], values: number[]]

const valuesOf = ({ scores }: Awaited<ReturnType<typeof scorePair>>) =>
  Object.fromEntries(scores.map(({ metric, score: value }) => [metric.id, value]))

test('gray stored as RGB scores what gray scores: colours are no third dimension', async () => {
  const rgb = (values: number[]): Pixels => [
    [side, side, 3],
    values.flatMap((value) => [value, value, value]),
  ]
  const inGray = valuesOf(await score('restoration', [[side, side], gray], [[side, side], noisy]))
  const inColour = valuesOf(await score('restoration', rgb(gray), rgb(noisy)))
  expect(inGray['ssim-wang']).toHaveProperty('value')
  for (const [metric, value] of Object.entries(inColour))
    expect('value' in value && value.value).toBeCloseTo(
      Number('value' in (inGray[metric] ?? {}) && (inGray[metric] as { value: number }).value),
      10,
    )
})

test('a mask imported as label image is scored as one object, and said', async () => {
  const truth: Pixels = [
    [2, 3],
    [1, 0, 2, 1, 0, 2],
  ]
  const scored = await score('instances', truth, [
    [2, 3],
    [255, 0, 255, 255, 0, 255],
  ])
  expect(valuesOf(scored)['count-error']).toEqual({ value: -1 })
  expect(scored.notes.join()).toMatch(/prediction\.npy has a single label in 2 pieces/)
})

test('a prediction of one object is no mask', async () => {
  const one: Pixels = [
    [2, 3],
    [1, 1, 0, 0, 0, 0],
  ]
  expect((await score('instances', one, one)).notes).toEqual([])
})

async function scoreTables(task: Task, truth: string, prediction: string, options = {}) {
  const files = [join(folder, 'truth.csv'), join(folder, 'prediction.csv')] as const
  await Promise.all([writeFile(files[0], truth), writeFile(files[1], prediction)])
  return scorePair({ task, truth: files[0], prediction: files[1], options })
}

test('points in tables are scored, whatever their columns are called', async () => {
  const scored = await scoreTables('detection', 'y;x\n1,5;2\n', 'axis-0,axis-1\n1.5,5\n9,9\n')
  expect(valuesOf(scored)).toMatchObject({
    'f1-points': { value: 2 / 3 },
    'localisation-rmse': { value: 3 },
    'count-error': { value: 1 },
  })
  expect(scored.scores.find(({ metric }) => metric.id === 'f1-points')!.metric.options).toEqual({
    gate: 5,
    distanceUnit: 'px',
    pixelSizeUm: null,
  })
  expect(scored.notes.join()).toMatch(/decimal commas/)
})

test('points of planes and stacks, and options of other tasks, are refused in words', async () => {
  await expect(scoreTables('detection', 'y,x\n1,2', 'z,y,x\n1,2,3')).rejects.toThrow(
    /truth\.csv have 2 coordinates and those of .*prediction\.csv 3/,
  )
  await expect(scoreTables('detection', 'y,x\n1,2', 'y,x\n', { gte: 3 })).rejects.toThrow(
    'There is no metric option gte here; the options are metrics, emptyCasePolicy, gate, distanceUnit, pixelSizeUm.',
  )
  const empty = await scoreTables('detection', 'y,x\n', 'z,y,x\n1,2,3')
  expect(valuesOf(empty)['precision-points']).toEqual({ value: 0 })
})

test('classes in tables are scored by id', async () => {
  const scored = await scoreTables('classification', 'id,truth\na,1\nb,0\n', 'id,p\nb,0.1\na,0.8\n')
  expect(valuesOf(scored)).toMatchObject({ accuracy: { value: 1 }, auroc: { value: 1 } })
})

test('metrics on request are computed when asked for, and only then', async () => {
  const truth: Pixels = [
    [2, 4],
    [1, 1, 2, 2, 1, 1, 2, 2],
  ]
  const usual = valuesOf(await score('instances', truth, truth))
  expect(usual).not.toHaveProperty('aji')
  const asked = await score('instances', truth, truth, { metrics: ['aji', 'f1@0.5'] })
  expect(valuesOf(asked)).toEqual({ aji: { value: 1 }, 'f1@0.5': { value: 1 } })
})

test('points are listed beside the prediction by their class, in pixels', async () => {
  await writeFile(join(folder, 'truth.csv'), 'y_um,x_um\n1,2\n5,5\n')
  await writeFile(join(folder, 'prediction.csv'), 'y,x,score\n10,21,0.9\n80,80,0.1\n')
  const objectsPath = join(folder, 'objects.json')
  const { scores, outputs } = await scorePair({
    task: 'detection',
    truth: join(folder, 'truth.csv'),
    prediction: join(folder, 'prediction.csv'),
    options: { pixelSizeUm: { x: 0.1, y: 0.1 } },
    objectsPath,
  })
  expect(scores.find(({ metric }) => metric.id === 'f1-points')?.score).toEqual({ value: 0.5 })
  expect(outputs).toMatchObject([{ role: 'objects', path: objectsPath }])
  const { truth, prediction, gate, unit } = pointErrorsSchema.parse(
    JSON.parse(await readFile(objectsPath, 'utf8')),
  )
  expect([gate, unit]).toEqual([5, 'px'])
  expect(truth.map((point) => [point.class, point.at.x, point.at.y])).toEqual([
    ['correct', 20, 10],
    ['missed', 50, 50],
  ])
  expect(prediction.map((point) => [point.class, point.distance])).toEqual([
    ['correct', 1],
    ['extra', null],
  ])
})

test('one classified image has the scores that one image can have, and says what it was named', async () => {
  const prediction = join(folder, 'prediction.csv')
  await writeFile(prediction, 'image,p_cat,p_dog,p_rat\nother name.tif,0.7,0.2,0.1\n')
  const scoreAs = (trueClass: string) =>
    scorePair({
      task: 'classification',
      truth: join(folder, 'labels.csv'),
      prediction,
      options: {},
      classified: { id: 'a', trueClass, classes: ['cat', 'dog', 'rat'] },
    })
  const right = await scoreAs('cat')
  expect(valuesOf(right)).toMatchObject({ accuracy: { value: 1 } })
  expect(Object.keys(valuesOf(right))).toEqual([
    'accuracy',
    'brier-sum',
    'brier-binary',
    'log-loss',
  ])
  expect(right.notes[0]).toBe('Named cat with probability 0.700, which it is.')
  const wrong = await scoreAs('rat')
  expect(valuesOf(wrong)).toMatchObject({ accuracy: { value: 0 } })
  expect(wrong.notes[0]).toBe('Named cat with probability 0.700; it is rat.')
})
