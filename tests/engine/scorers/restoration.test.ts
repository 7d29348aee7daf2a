import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { writeRealImage } from '../../../src-main/core/images/write-real-image.ts'
import { scorePair } from '../../../src-main/engine/score-pair.ts'
import { scoreLargeRestoration } from '../../../src-main/engine/scorers/large-restoration.ts'
import { scoreRestorationFiles } from '../../../src-main/engine/scorers/restoration.ts'
import { writeNpy } from '../../fixtures/datasets/write-npy.ts'

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'touchstone-restoration-'))
})
afterEach(() => rm(folder, { recursive: true }))

const side = 64
const wave = Array.from({ length: side * side }, (_, i) =>
  Math.round(100 + 60 * Math.sin((i % side) / 3) * Math.cos(Math.floor(i / side) / 4)),
)
const grainy = (seed: number) => wave.map((value, i) => value + ((i * seed) % 61) / 3)

async function image(name: string, data: readonly number[], shape = [side, side], axes = 'yx') {
  const path = join(folder, `${name}.ome.tif`)
  const pixelSizeUm = { x: 0.1, y: 0.1 }
  await writeRealImage(path, { shape, axes, data: Float64Array.from(data) }, { pixelSizeUm })
  return path
}

async function score(truth: string, prediction: string, options = {}, input?: string) {
  const scored = await scorePair({
    ...{ task: 'restoration', truth, prediction, options },
    ...(input === undefined ? {} : { image: input }),
  })
  return {
    scores: Object.fromEntries(scored.scores.map(({ metric, score: one }) => [metric.id, one])),
    tuples: Object.fromEntries(scored.scores.map(({ metric }) => [metric.id, metric.options])),
    notes: scored.notes,
  }
}

test('a float image has no largest value: dtype-range is an error that says what to state', async () => {
  const [truth, prediction] = [await image('t', wave), await image('p', grainy(7919))]
  await expect(score(truth, prediction, { dataRange: 'dtype-range' })).rejects.toMatchObject({
    code: 'bad-options',
    message: expect.stringContaining('float32 is not fixed; state dataRange') as string,
  })
})

test('unlike types are compared as stored, and said with their values', async () => {
  const truth = await writeNpy(join(folder, 't.npy'), [side, side], wave)
  const prediction = await image(
    'p',
    wave.map((value) => value / 255),
  )
  const { notes } = await score(truth, prediction)
  expect(notes[0]).toMatch(
    /^The truth is u?int\d+ from 40 to 160 and the prediction float32 from 0\.1/,
  )
})

test('resolution in micrometres takes the pixel size of the files', async () => {
  const [truth, prediction] = [await image('t', grainy(7919)), await image('p', grainy(6007))]
  const px = await score(truth, prediction, { metrics: ['frc'] })
  const um = await score(truth, prediction, { metrics: ['frc'], distanceUnit: 'um' })
  const value = (scored: typeof px) => (scored.scores['frc'] as { value: number }).value
  expect(value(um)).toBeCloseTo(value(px) / 10, 9)
  expect(px.tuples['frc']).toEqual({
    ...{ frcWindow: 'hann', frcThreshold: '1/7', distanceUnit: 'px', pixelSizeUm: null },
  })
})

test('SQUIRREL looks at the input, and has none where none is named', async () => {
  const [truth, prediction] = [await image('t', wave), await image('p', wave)]
  const options = { metrics: ['squirrel-rsp'] }
  const input = await image('i', grainy(7919))
  expect((await score(truth, prediction, options)).scores['squirrel-rsp']).toEqual({
    undefined: 'no-input-image',
  })
  expect((await score(truth, prediction, options, input)).scores['squirrel-rsp']).toHaveProperty(
    'value',
  )
})

test('a thin stack has no volume for the window, and is scored plane by plane on request', async () => {
  const stack = (seed: number) => [...grainy(seed), ...grainy(seed + 2)]
  const truth = await image('t', stack(3), [2, side, side], 'zyx')
  const prediction = await image('p', stack(5), [2, side, side], 'zyx')
  const volume = await score(truth, prediction)
  expect(volume.scores['ssim-wang']).toEqual({ undefined: 'image-smaller-than-window' })
  expect(volume.tuples['ssim-wang']).not.toHaveProperty('stackWindow')
  const planes = await score(truth, prediction, { stackWindow: 'plane' })
  expect(planes.scores['ssim-wang']).toHaveProperty('value')
  expect(planes.tuples['ssim-wang']).toMatchObject({ stackWindow: 'plane' })
})

test('time points are never one volume', async () => {
  const times = (seed: number) => [...grainy(seed), ...grainy(seed + 2)]
  const truth = await image('t', times(3), [2, side, side], 'tyx')
  const prediction = await image('p', times(5), [2, side, side], 'tyx')
  expect((await score(truth, prediction)).scores['ssim-wang']).toHaveProperty('value')
})

test('what is fitted on all images of a run is left out of its cases', async () => {
  const own = await image('own', wave)
  const other = await image('other', grainy(7))
  const pair = { task: 'restoration', truth: own, prediction: other } as const
  const options = { metrics: ['psnr', 'micro-ssim-run'] }
  const alone = await scorePair({ ...pair, options })
  expect(alone.scores.map(({ metric }) => metric.id)).toEqual(['psnr', 'micro-ssim-run'])
  const ofRun = await scorePair({ ...pair, options, isOfRun: true })
  expect(ofRun.scores.map(({ metric }) => metric.id)).toEqual(['psnr'])
})

describe('images that are walked through in pieces', () => {
  test.each([
    ['yx', [150, 170], {}],
    ['zyx', [13, 40, 50], {}],
    ['zyx', [13, 40, 50], { stackWindow: 'plane' }],
    ['tczyx', [2, 2, 12, 20, 30], {}],
    ['yxs', [60, 70, 3], { dataRange: 255 }],
  ])('%s %j with %j have the scores of whole ones', async (axes, shape, options) => {
    const length = shape.reduce((all, one) => all * one, 1)
    const values = Array.from({ length }, (_, i) => 100 + 40 * Math.sin(i / 7) + (i % 13))
    const own = await image('own', values, shape, axes)
    const other = await image(
      'other',
      values.map((value, i) => value + ((i * 7) % 23) / 3),
      shape,
      axes,
    )
    const wanted = ['psnr', 'ssim-wang', 'ssim-uniform7', 'nrmse-euclidean', 'pearson', 'nrmse-std']
    const pair = { truth: own, prediction: other, options, wanted }
    const whole = await scoreRestorationFiles(pair)
    const large = await scoreLargeRestoration(pair, 0)
    expect(large!.notes).toEqual(whole.notes)
    for (const [id, score] of Object.entries(whole.scores)) {
      const [a, b] = [large!.scores[id]!, score].map((one) => (one as { value: number }).value)
      expect(Math.abs(a! - b!) <= 1e-12 * Math.abs(b!), `${id}: ${a} and ${b}`).toBe(true)
    }
  })

  test('are small ones never, nor those whose metrics need all pixels or that lie otherwise', async () => {
    const [own, other] = [await image('own', wave), await image('other', grainy(3))]
    const pair = { truth: own, prediction: other, options: {}, wanted: ['psnr'] }
    expect(await scoreLargeRestoration(pair)).toBeNull()
    expect(await scoreLargeRestoration({ ...pair, wanted: ['ms-ssim'] }, 0)).toBeNull()
    const narrow = await image('narrow', wave, [side / 2, side * 2])
    expect(await scoreLargeRestoration({ ...pair, prediction: narrow }, 0)).toBeNull()
    expect(await scoreLargeRestoration(pair, 0)).not.toBeNull()
  })
})
