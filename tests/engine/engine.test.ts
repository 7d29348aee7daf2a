/** The real engine: Node children and worker threads, what crosses the port, and what ends with them. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Engine } from '../../src-main/core/engine-port.ts'
import { createNodeEngine } from '../../src-main/hosts/node-core.ts'
import { createEngine } from '../../src-main/engine/client.ts'
import { spawnNodeEngine } from '../../src-main/engine/node-process.ts'
import { createPassage } from '../../src-main/engine/pixel-passage.ts'
import type { EngineProcess } from '../../src-main/engine/protocol.ts'
import { pixelsOf, question, tileQuestion } from './image-question.ts'
import { newFolder, writeSmallDataset, type SmallDataset } from '../contract/small-dataset.ts'

const engineDir = join(import.meta.dirname, '..', '..', 'src-main', 'engine')
const engineFiles = {
  enginePath: join(engineDir, 'main.ts'),
  workerPath: join(engineDir, 'worker.ts'),
}

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

test('a stack that does not say what its planes are is asked about, with the choices there are', async () => {
  const header =
    `{'descr': '|u1', 'fortran_order': False, 'shape': (7, 20, 30), }`.padEnd(117) + '\n'
  const start = Buffer.from('\x93NUMPY\x01\x00\x76\x00', 'latin1')
  const path = join(folder, 'stack.npy')
  writeFileSync(path, Buffer.concat([start, Buffer.from(header), Buffer.alloc(7 * 20 * 30, 9)]))
  const { hints } = await engine.request('axis-hints', question(path))
  expect(hints).toMatchObject([{ kind: 'axes-unknown', axes: ['zyx', 'tyx', 'cyx'] }])
  expect((await engine.request('axis-hints', question(image()))).hints).toEqual([])
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
  const trials = await Promise.all(
    ['cuda', 'webgpu', 'cpu'].map((provider) => engine.request('try-provider', { provider })),
  )
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

test.skipIf(process.platform === 'win32')(
  'an engine that dies while it reads is told of, and the next question is answered by a fresh one',
  async () => {
    const children: EngineProcess[] = []
    const dying = createEngine({
      spawn: (lane) => {
        const child = spawnNodeEngine({ ...engineFiles, log: () => undefined }, lane)
        children.push(child)
        return child
      },
      createPassage,
      log: () => undefined,
    })
    await pixelsOf(dying, { image: question(image()) })
    // Held still, so that it cannot answer before it ends.
    process.kill(children[0]!.pid!, 'SIGSTOP')
    const asked = [0, 1, 2].map(() => dying.request('describe-image', question(image())))
    const refused = asked.map((one) => expect(one).rejects.toMatchObject({ code: 'engine-died' }))
    children[0]!.kill()
    await Promise.all(refused)
    expect((await pixelsOf(dying, { image: question(image()) })).shape).toEqual([512, 512])
    expect(children).toHaveLength(2)
    await dying.close()
  },
)

test('pixels are the same through the passage and in messages', async () => {
  const inMessages = createEngine({
    spawn: (lane) => spawnNodeEngine({ ...engineFiles, log: () => undefined }, lane),
    log: () => undefined,
  })
  const asked = { image: question(image()), tileY: 1, tileX: 0 }
  await pixelsOf(engine, asked)
  const [through, sent] = [await pixelsOf(engine, asked), await pixelsOf(inMessages, asked)]
  expect(Buffer.compare(through.bytes, sent.bytes)).toBe(0)
  expect(through.bytes.byteLength).toBe(88 * 512 * 2)
  await inMessages.close()
})

test('a question taken back is refused at once, and the process goes on', async () => {
  const controller = new AbortController()
  const asked = engine.request('read-tile', tileQuestion({ image: question(image()) }), {
    signal: controller.signal,
  })
  controller.abort()
  await expect(asked).rejects.toMatchObject({ code: 'cancelled' })
  expect((await tile(0, 1)).shape).toEqual([512, 88])
})
