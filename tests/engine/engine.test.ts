/** The real engine: Node children and worker threads, what crosses the port, and what ends with them. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Engine } from '../../src-main/core/engine-port.ts'
import { createNodeEngine } from '../../src-main/hosts/node-core.ts'
import { pixelsOf, question } from './image-question.ts'
import { newFolder, writeSmallDataset, type SmallDataset } from '../contract/small-dataset.ts'

let folder: string
let dataset: SmallDataset
let engine: Engine
beforeAll(() => {
  folder = newFolder()
  dataset = writeSmallDataset(join(folder, 'data'), { side: 600, cases: 2 })
  engine = createNodeEngine(() => undefined)
})
afterAll(async () => {
  await engine.close()
  rmSync(folder, { recursive: true, force: true })
})

const image = (): string => join(dataset.folder, 'images', 'case-1.tif')
const tile = (tileY: number, tileX: number) =>
  pixelsOf(engine, { image: question(image()), tileY, tileX })

test('tiles are 512 px, the last ones what is left, and bytes arrive as they are', async () => {
  expect((await tile(0, 0)).shape).toEqual([512, 512])
  const last = await tile(1, 1)
  expect(last).toMatchObject({ shape: [88, 88], dtype: 'uint16' })
  expect(last.bytes.byteLength).toBe(88 * 88 * 2)
  const values = new Uint16Array(last.bytes.slice().buffer)
  expect(values.every((value) => value >= 100 && value < 1100)).toBe(true)
  await expect(tile(2, 0)).rejects.toMatchObject({ code: 'not-found' })
})

test('an error of a worker thread keeps its code on the way through two processes', async () => {
  const paths = { truth: image(), prediction: join(folder, 'none.tif') }
  await expect(
    engine.request('score-case', { task: 'semantic', options: {}, ...paths }),
  ).rejects.toMatchObject({ name: 'TouchstoneError', code: 'file-not-found' })
})

test('many scores at once all come back, each with its own', async () => {
  const truth = join(dataset.folder, 'truth', 'case-1.tif')
  const exported = join(dataset.predictions, 'case-1.tif')
  const scored = await Promise.all(
    Array.from({ length: 8 }, (_, index) =>
      engine.request('score-case', {
        task: 'instances',
        truth,
        prediction: index % 2 === 0 ? truth : exported,
        options: {},
      }),
    ),
  )
  const errors = scored.map(
    ({ scores }) => scores.find(({ metric }) => metric.id === 'count-error')?.score,
  )
  const [same, missing] = [{ value: 0 }, { value: -1 }]
  expect(errors).toEqual([same, missing, same, missing, same, missing, same, missing])
})

test('the pixels of a prediction never cross: only its file and hash do', async () => {
  const outputDir = join(folder, 'out')
  mkdirSync(outputDir)
  const order = {
    reference: 'baseline:otsu',
    task: 'instances',
    settings: { channel: 'auto', parameters: {} },
    case: { id: 'case-1', image: image() },
    outputDir,
    cacheDir: join(folder, 'cache'),
    threads: 1,
    seed: 1,
  } as const
  const { outputs, provider } = await engine.request('predict', order)
  expect(outputs.map(({ role }) => role)).toEqual(['prediction'])
  expect(outputs[0]?.path.startsWith(outputDir)).toBe(true)
  expect(outputs[0]?.sha256).toMatch(/^sha256:[0-9a-f]{64}$/)
  expect(provider).toBeNull()
  expect((await engine.request('predict', order)).outputs).toEqual(outputs)
})

test('a frozen dataset verifies until a file changes', async () => {
  const frozen = await engine.request('freeze-dataset', { folder: dataset.folder })
  expect(await engine.request('verify-dataset', { dataset: frozen })).toEqual({ files: 4 })
  const truth = frozen.cases[1]?.truth.path ?? ''
  writeFileSync(truth, 'changed')
  await expect(engine.request('verify-dataset', { dataset: frozen })).rejects.toMatchObject({
    code: 'dataset-changed',
  })
})

test('execution providers are tried in processes of their own; the processor works', async () => {
  const trials = await engine.request('try-providers', {})
  expect(trials.at(-1)).toEqual({ provider: 'cpu', works: true, reason: null })
  for (const { works, reason } of trials) expect(works).toBe(reason === null)
})

test('a closed engine has ended its work and takes no more', async () => {
  const closing = createNodeEngine(() => undefined)
  const asked = closing.request('describe-image', question(image()))
  const outcome = asked.then(
    () => 'answered',
    (error: { code: string }) => error.code,
  )
  await closing.close()
  expect(await outcome).toBe('cancelled')
  await expect(closing.request('list-baselines', {})).rejects.toMatchObject({ code: 'cancelled' })
})
