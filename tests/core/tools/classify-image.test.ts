import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeEach, expect, test } from 'vitest'
import { stringify } from 'yaml'
import {
  decodingSchema,
  type ToolSettings,
  toolSettingsSchema,
} from '../../../src-main/contract/tool-file.ts'
import { describeTool } from '../../../src-main/core/tools/describe-tool.ts'
import { openModels } from '../../../src-main/core/tools/open-models.ts'
import { predictCase } from '../../../src-main/core/tools/predict.ts'
import { readPredictedClasses } from '../../../src-main/core/tables/read-classes.ts'
import { writeNpy } from '../../fixtures/datasets/write-npy.ts'
import { description05, input05, output05 } from '../../fixtures/onnx/description.ts'
import { onnxModel } from '../../fixtures/onnx/onnx-model.ts'
import { writePackage } from '../../fixtures/onnx/package.ts'

let folder = ''
beforeEach(async () => (folder = await mkdtemp(join(tmpdir(), 'touchstone-classify-'))))
afterEach(() => rm(folder, { recursive: true }))
afterAll(() => openModels.close())

/** Three values of the mean of the image: itself, nothing and its negative. */
const weights = (height: number | string, width: number | string) =>
  onnxModel({
    inputs: { x: [1, 1, height, width] },
    outputs: { y: [1, 3] },
    weights: { w: { shape: [1, 3], values: [1, 0, -1] } },
    nodes: [
      { type: 'GlobalAveragePool', inputs: ['x'], outputs: ['mean'] },
      { type: 'Flatten', inputs: ['mean'], outputs: ['flat'] },
      { type: 'MatMul', inputs: ['flat', 'w'], outputs: ['y'] },
    ],
  })

const classAxes = (channel: object) => output05({ axes: [{ type: 'batch' }, channel] })

function packageOf(channel: object, changes: Record<string, unknown> = {}): Promise<string> {
  const output = classAxes(channel)
  return writePackage(join(folder, 'model'), {
    description: description05({ outputs: [output], ...changes }),
    weights: weights('h', 'w'),
  })
}

const named = { type: 'channel', channel_names: ['mitotic', 'resting', 'dead'] }

async function classify(reference: string, image: string, settings: Partial<ToolSettings> = {}) {
  const output = await predictCase({
    ...{ reference, task: 'classification', threads: 1, seed: 1 },
    settings: { ...toolSettingsSchema.parse({}), ...settings },
    case: { id: 'case-1', image },
    outputDir: join(folder, 'out'),
    cacheDir: join(folder, 'cache'),
  })
  const { path } = output.outputs[0]!
  return { ...output, text: await readFile(path, 'utf8'), read: await readPredictedClasses(path) }
}

/** 8 x 12 pixels with a mean of 2. */
function twos(name = 'a, "b".npy', shape: [number, number] = [8, 12]): Promise<string> {
  return writeNpy(join(folder, name), shape, Array<number>(shape[0] * shape[1]).fill(2))
}

test('a network that names what an image shows gives a row with class and probabilities', async () => {
  const reference = await packageOf(named)
  const decoding = decodingSchema.parse({ method: 'classes', activation: 'softmax' })
  const { read, tiles, provider, notes } = await classify(reference, await twos(), { decoding })
  const [id, row] = [...read.samples][0]!
  expect([id, row.label]).toEqual(['a, "b".npy', 'mitotic'])
  expect(read.probabilityOf).toEqual(['mitotic', 'resting', 'dead'])
  // e^2, 1 and e^-2 divided by their sum
  const sum = Math.exp(2) + 1 + Math.exp(-2)
  expect(row.probabilities[0]).toBeCloseTo(Math.exp(2) / sum, 6)
  expect(row.probabilities[2]).toBeCloseTo(Math.exp(-2) / sum, 6)
  expect([tiles, provider, notes]).toEqual([1, 'cpu', []])
})

test('logits of which nobody says so give the class alone, and a note', async () => {
  const { text, notes } = await classify(await packageOf(named), await twos())
  expect(text).toBe('"image","prediction"\n"a, ""b"".npy","mitotic"\n')
  expect(notes.join(' ')).toMatch(/are no probabilities/)
})

test('an image larger than a usual tile goes through at once', async () => {
  const image = await twos('large.npy', [1200, 1600])
  const { tiles, read } = await classify(await packageOf(named), image)
  expect(tiles).toBe(1)
  expect([...read.samples.values()][0]!.label).toBe('mitotic')
})

test('a size that the network cannot take is refused with both, and nothing is resized', async () => {
  const stepwise = await packageOf(named)
  await expect(classify(stepwise, await twos('x.npy', [8, 10]))).rejects.toMatchObject({
    code: 'shape-mismatch',
    message: expect.stringMatching(
      /has 8 x 10 pixels \(y, x\), but Tiny takes 8 \+ n \* 4 x 8 \+ n \* 4\. Nothing is resized/,
    ) as string,
  })
  await rm(stepwise, { recursive: true })
  const space = (id: string) => ({ type: 'space', id, size: 16 })
  const [batch, channel] = input05()['axes'] as object[]
  const input = input05({ axes: [batch, channel, space('y'), space('x')] })
  const fixed = await packageOf(named, { inputs: [input] })
  await expect(classify(fixed, await twos('y.npy', [8, 8]))).rejects.toThrow(
    /has 8 x 8 pixels .* takes 16 x 16/,
  )
})

test('the description of the tool tells the task, the classes, and what is lacking', async () => {
  const options = { task: 'classification', cacheDir: join(folder, 'cache') } as const
  const reference = await packageOf(named)
  const tool = await describeTool(reference, options)
  expect(tool).toMatchObject({ tasks: ['classification'], cannotRun: null })
  expect(tool.settings.decoding).toMatchObject({ classes: ['mitotic', 'resting', 'dead'] })
  expect((await describeTool(reference, { ...options, task: 'instances' })).cannotRun).toMatch(
    /does classification, but the task is instances/,
  )
  await rm(reference, { recursive: true })
  await packageOf({ type: 'channel', channel_names: ['c0', 'c1', 'c2'] })
  expect((await describeTool(reference, options)).cannotRun).toMatch(
    /does not say which classes its outputs are \(only c0, c1, c2\)/,
  )
})

test('what the package states as its decoding goes before the names of its channels', async () => {
  const config = { touchstone: { decoding: { method: 'classes', classes: ['a', 'b', 'c'] } } }
  const tool = await describeTool(await packageOf(named, { config }), {
    ...{ task: 'classification', cacheDir: join(folder, 'cache') },
  })
  expect(tool.settings.decoding).toMatchObject({ classes: ['a', 'b', 'c'] })
})

test('bare weights run with the classes of their tool.yaml', async () => {
  await writeFile(join(folder, 'net.onnx'), weights('h', 'w'))
  const parameters = { inputAxes: 'bcyx', outputAxes: 'bc', normalisation: 'none', sizeMultiple: 1 }
  const decoding = { method: 'classes', classes: ['x', 'y', 'z'], activation: 'softmax' } as const
  const path = join(folder, 'net.tool.yaml')
  const file = { formatVersion: 1, kind: 'model', source: 'net.onnx' }
  await writeFile(path, stringify({ ...file, settings: { parameters, decoding } }))
  const { settings, cannotRun, tasks } = await describeTool(path, {
    ...{ task: 'classification', cacheDir: join(folder, 'cache') },
  })
  expect([cannotRun, tasks]).toEqual([null, ['classification']])
  const { read } = await classify(path, await twos(), settings)
  expect([...read.samples.values()][0]!.label).toBe('x')
})
