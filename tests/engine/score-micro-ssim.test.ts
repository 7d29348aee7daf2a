import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { writeRealImage } from '../../src-main/core/images/write-real-image.ts'
import { scoreMicroSsim } from '../../src-main/engine/score-micro-ssim.ts'

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'touchstone-micro-'))
  await mkdir(join(folder, 'truth'))
  await mkdir(join(folder, 'prediction'))
})
afterEach(() => rm(folder, { recursive: true }))

const side = 32
const truth = (seed: number) => Array.from({ length: side * side }, (_, i) => (i * seed) % 97)

async function image(side_: 'truth' | 'prediction', name: string, values: readonly number[]) {
  const path = join(folder, side_, `${name}.ome.tif`)
  await writeRealImage(path, { shape: [side, side], data: Float64Array.from(values) })
}
const run = (options = {}) =>
  scoreMicroSsim(
    { truth: join(folder, 'truth'), prediction: join(folder, 'prediction'), options: {} },
    options,
  )

test('one gain and one offset serve all images: the same change of scale costs nothing', async () => {
  for (const seed of [7, 11, 13]) {
    await image('truth', `image ${seed}`, truth(seed))
    await image(
      'prediction',
      `image ${seed}`,
      truth(seed).map((value) => value / 4 + 500),
    )
  }
  const { fit, scores } = await run()
  expect(fit!.gain).toBeCloseTo(4, 2)
  expect(scores.map(({ id }) => id)).toEqual(['image 11', 'image 13', 'image 7'])
  for (const { score } of scores) expect((score as { value: number }).value).toBeGreaterThan(0.9999)
})

test('images without a partner, empty folders and pixels without value are named', async () => {
  await expect(run()).rejects.toThrow('holds no images')
  await image('truth', 'a', truth(7))
  await expect(run()).rejects.toMatchObject({
    code: 'prediction-missing',
    message: expect.stringContaining('a is in one of them only') as string,
  })
  await image('prediction', 'a', [NaN, ...truth(7).slice(1)])
  await expect(run()).rejects.toThrow('a: 1 pixel of truth or prediction')
})

test('a constant truth leaves every image undefined, a cancelled job ends', async () => {
  await image('truth', 'a', truth(0))
  await image('prediction', 'a', truth(7))
  expect(await run()).toEqual({
    fit: null,
    scores: [{ id: 'a', score: { undefined: 'constant-truth' } }],
  })
  await expect(run({ signal: AbortSignal.abort() })).rejects.toMatchObject({ code: 'cancelled' })
})

test('the pairs of a run may stand anywhere, and are called as it calls them', async () => {
  for (const name of ['a', 'b']) {
    await image('truth', name, truth(7))
    await image('prediction', name, truth(11))
  }
  const at = (folder_: string, name: string) => join(folder, folder_, `${name}.ome.tif`)
  const pairs = ['b', 'a'].map((name) => ({
    id: `case ${name}`,
    truth: at('truth', name),
    prediction: at('prediction', name),
  }))
  const ofRun = await scoreMicroSsim({ pairs, options: {} })
  const ofFolders = await run()
  expect(ofRun.fit).toEqual(ofFolders.fit)
  expect(ofRun.scores.map(({ id }) => id)).toEqual(['case b', 'case a'])
  expect(ofRun.scores.map(({ score }) => score)).toEqual(ofFolders.scores.map(({ score }) => score))
})
