import { existsSync } from 'node:fs'
import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openWeights } from '../../../src-main/core/models/open-weights.ts'
import { createTensorDump } from '../../../src-main/core/models/tensor-dump.ts'
import {
  runTestTensors,
  withoutTest,
  type TestOptions,
} from '../../../src-main/core/models/test-outputs.ts'
import { readTestTensors } from '../../../src-main/core/models/test-tensors.ts'
import { testOutputsSchema } from '../../../src-main/contract/model-check.ts'
import { description05, input05, output05 } from '../../fixtures/onnx/description.ts'
import { identityModel } from '../../fixtures/onnx/onnx-model.ts'
import { writePackage, type PackageContents } from '../../fixtures/onnx/package.ts'
import { modelOf } from './models.ts'

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'touchstone-test-outputs-'))
})
afterEach(() => rm(folder, { recursive: true }))

const shape = [1, 1, 8, 8]
const input = Array.from({ length: 64 }, (_, index) => index)
const description = description05({
  outputs: [output05({ postprocessing: [{ id: 'scale_linear', kwargs: { gain: 2 } }] })],
})

async function run(
  contents: Partial<PackageContents>,
  document = description,
  options: TestOptions = {},
) {
  await writePackage(folder, {
    description: document,
    weights: identityModel([1, 1, 'y', 'x']),
    ...contents,
  })
  const { model, session } = await openWeights(modelOf(document), folder, { threads: 1 })
  try {
    const tensors = await readTestTensors(model, folder)
    return await runTestTensors(model, tensors, session, options)
  } finally {
    await session.close()
  }
}

test('outputs that come out as stored pass', async () => {
  const values = input.map((value) => 2 * value)
  const result = await run({ testInput: { shape, values: input }, testOutput: { shape, values } })
  expect(result).toMatchObject({
    status: 'passed',
    passed: true,
    maxAbsDifference: 0,
    mismatchedPerMillion: 0,
    rtol: 1e-3,
    atol: 1e-3,
  })
})

test('other values are "ran, not reproduced", with how many and by how much', async () => {
  const values = input.map((value) => (value === 5 ? 17 : 2 * value))
  const result = await run({ testInput: { shape, values: input }, testOutput: { shape, values } })
  expect(result).toMatchObject({
    status: 'ran-not-reproduced',
    passed: false,
    maxAbsDifference: 7,
    mismatchedPerMillion: 1e6 / 64,
  })
  expect(result.reason).toMatch(/15625 of a million values differ/)
})

test('an output of another shape than the test tensor cannot be compared', async () => {
  const free = description05({
    outputs: [
      output05({
        axes: [
          { type: 'batch' },
          { type: 'channel', channel_names: ['value'] },
          { type: 'space', id: 'y', size: { tensor_id: 'raw', axis_id: 'y' } },
          { type: 'index', id: 'i', size: { min: 1 } },
        ],
      }),
    ],
  })
  const wide = { shape: [1, 1, 8, 4], values: input.slice(0, 32) }
  const result = await run({ testInput: { shape, values: input }, testOutput: wide }, free)
  expect(result).toMatchObject({ status: 'cannot-run' })
  expect(result.reason).toMatch(/1 x 1 x 8 x 8, but the test tensor is 1 x 1 x 8 x 4/)
})

test('nothing that did not run has numbers', () => {
  expect(withoutTest('not-run', 'why')).toMatchObject({
    passed: null,
    maxAbsDifference: null,
    reason: 'why',
  })
})

test('what was not reproduced is kept with its difference, what was is not', async () => {
  const keepDir = join(folder, 'kept')
  const values = input.map((value) => (value === 5 ? 17 : 2 * value))
  const testInput = { shape, values: input }
  const missed = await run({ testInput, testOutput: { shape, values } }, description, { keepDir })
  expect(testOutputsSchema.parse(missed)).toEqual(missed)
  const { files, histogram } = missed.outputs[0]!
  expect(histogram).toMatchObject({ max: 7 })
  expect((await readdir(keepDir)).toSorted()).toEqual([
    '0-result-actual.npy',
    '0-result-actual.ome.tif',
    '0-result-difference.ome.tif',
    '0-result-expected.ome.tif',
  ])
  expect(
    [files!.expected, files!.actual, files!.difference].every((path) => existsSync(path)),
  ).toBe(true)
  const again = join(folder, 'kept-again')
  const good = { shape, values: input.map((value) => 2 * value) }
  const passed = await run({ testInput, testOutput: good }, description, { keepDir: again })
  expect(testOutputsSchema.parse(passed)).toEqual(passed)
  expect(passed.outputs[0]!.files).toBeNull()
  expect(existsSync(again)).toBe(false)
})

test('tensors that cannot be kept leave the verdict standing, with the reason', async () => {
  const keepDir = join(folder, 'occupied')
  await writeFile(keepDir, '')
  const values = input.map((value) => 3 * value)
  const missed = await run(
    { testInput: { shape, values: input }, testOutput: { shape, values } },
    description,
    { keepDir },
  )
  expect(missed).toMatchObject({ status: 'ran-not-reproduced', outputs: [{ files: null }] })
  expect(missed.reason).toContain('The tensors could not be kept')
})

test('NaN in an output is an infinite difference on the wire', async () => {
  const values = input.map((value) => (value === 5 ? Number.NaN : 2 * value))
  const missed = await run({ testInput: { shape, values: input }, testOutput: { shape, values } })
  expect(missed.maxAbsDifference).toBe('Infinity')
  expect(testOutputsSchema.parse(JSON.parse(JSON.stringify(missed)))).toEqual(missed)
})

test('labels under other numbers pass, another number of objects does not', async () => {
  const labelled = description05({
    outputs: [
      output05({
        data: { type: 'uint16' },
        postprocessing: [{ id: 'scale_linear', kwargs: { gain: 2 } }],
      }),
    ],
  })
  const objects = input.map((index) => (index % 8 < 3 ? 1 : index % 8 > 5 ? 4 : 0))
  const testInput = { shape, values: objects }
  const same = objects.map((label) => (label === 1 ? 9 : label === 4 ? 3 : 0))
  const passed = await run({ testInput, testOutput: { shape, values: same } }, labelled)
  expect(passed).toMatchObject({ status: 'passed', outputs: [{ comparedAs: 'labels' }] })
  const fewer = objects.map((label) => (label === 1 ? 9 : 0))
  const missed = await run({ testInput, testOutput: { shape, values: fewer } }, labelled)
  expect(missed).toMatchObject({
    status: 'ran-not-reproduced',
    outputs: [{ objects: { expected: 1, actual: 2, matched: 1 } }],
  })
  expect(missed.reason).toMatch(/of 1 there and 2 here, 1 match/)
})

test('the tensor behind every step is dumped, casts included', async () => {
  const dumpDir = join(folder, 'dump')
  const values = input.map((value) => 2 * value)
  await run({ testInput: { shape, values: input }, testOutput: { shape, values } }, description, {
    dump: createTensorDump(dumpDir),
  })
  const index = JSON.parse(await readFile(join(dumpDir, 'index.json'), 'utf8')) as {
    steps: { file: string; stage: string; max: number }[]
  }
  expect(index.steps.map(({ file, stage, max }) => [file, stage, max])).toEqual([
    ['00-raw-input.npy', 'input', 63],
    ['01-raw-ensure_dtype.npy', 'preprocessing', 63],
    ['02-result-network.npy', 'network', 63],
    ['03-result-scale_linear.npy', 'postprocessing', 126],
    ['04-result-ensure_dtype.npy', 'postprocessing', 126],
  ])
})

test('as another program does it, that program reproduces what it stored', async () => {
  const fixed = description05({
    inputs: [
      input05({
        preprocessing: [{ id: 'clip', kwargs: { max: 10 } }, { id: 'zero_mean_unit_variance' }],
      }),
    ],
  })
  const clipped = input.map((value) => Math.min(10, value))
  const mean = 31.5
  const std = Math.sqrt(input.reduce((sum, value) => sum + (value - mean) ** 2, 0) / 64)
  const values = clipped.map((value) => (value - mean) / (std + 1e-6))
  const contents = { testInput: { shape, values: input }, testOutput: { shape, values } }
  expect(await run(contents, fixed)).toMatchObject({
    status: 'ran-not-reproduced',
    explanation: { deviations: ['statistics-at-entry'] },
  })
  expect(await run(contents, fixed, { program: 'core' })).toMatchObject({ status: 'passed' })
  const jdll = await run(contents, fixed, { program: 'jdll' })
  expect(jdll).toMatchObject({ status: 'ran-not-reproduced' })
  expect(jdll.explanation).toBeUndefined()
})
