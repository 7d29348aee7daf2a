import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { readTestTensors } from '../../../src-main/core/models/test-tensors.ts'
import {
  description04,
  description05,
  input05,
  output04,
  output05,
} from '../../fixtures/onnx/description.ts'
import { writePackage, type PackageContents } from '../../fixtures/onnx/package.ts'
import { modelOf } from './models.ts'

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'touchstone-test-tensors-'))
})
afterEach(() => rm(folder, { recursive: true }))

const filled = (...shape: number[]): { shape: number[]; values: number[] } => ({
  shape,
  values: Array.from({ length: shape.reduce((a, b) => a * b) }, (_, index) => index),
})
const good = { testInput: filled(1, 1, 8, 12), testOutput: filled(1, 1, 8, 12) }

async function read(contents: Partial<PackageContents>, description = description05()) {
  await writePackage(folder, { description, ...good, ...contents })
  return readTestTensors(modelOf(description), folder)
}

test('inputs and outputs in their order, with the axes of the description', async () => {
  const { inputs, expected, warnings } = await read({})
  expect(inputs[0]).toMatchObject({ shape: [1, 1, 8, 12], axes: ['batch', 'channel', 'y', 'x'] })
  expect(expected).toHaveLength(1)
  expect(warnings).toEqual([])
})

test('absent and undescribed ones have a code of their own, a changed one another', async () => {
  const none = modelOf(description05())
  await expect(readTestTensors(none, folder)).rejects.toMatchObject({
    code: 'test-tensors-missing',
    message: expect.stringContaining('names test_input.npy, but there is no such file') as unknown,
  })
  const undescribed = description05({ inputs: [input05({ test_tensor: null })] })
  await expect(read({}, undescribed)).rejects.toThrow(/names no test tensor for raw/)
  const stated = { source: 'test_input.npy', sha256: '0'.repeat(64) }
  const hashed = description05({ inputs: [input05({ test_tensor: stated })] })
  await expect(read({}, hashed)).rejects.toMatchObject({ code: 'weights-hash-mismatch' })
})

test.each([
  ['too small', filled(1, 1, 4, 8), /size 4 along y .* asks for 8 and any number of steps of 4/],
  ['between two steps', filled(1, 1, 8, 10), /size 10 along x/],
  ['with another number of channels', filled(1, 2, 8, 8), /size 2 along channel .* asks for 1\./],
  ['with a dimension too few', filled(1, 8, 8), /3 dimensions .* 4 axes/],
  ['without values', { shape: [0, 1, 8, 8], values: [] }, /size 0 along batch .* at least 1/],
])('an input that is %s is refused', async (_, testInput, message) => {
  await expect(read({ testInput })).rejects.toMatchObject({
    code: 'shape-mismatch',
    message: expect.stringMatching(message) as unknown,
  })
})

test('an output that does not follow its input is refused', async () => {
  await expect(read({ testOutput: filled(1, 1, 8, 8) })).rejects.toThrow(
    /size 8 along x .* asks for 12, since raw\.x has 12/,
  )
  const half = description04({
    outputs: [
      output04({ shape: { reference_tensor: 'raw', scale: [1, 1, 0.5, 1], offset: [0, 0, 0, 0] } }),
    ],
  })
  await expect(read({ testOutput: filled(1, 1, 4, 12) }, half)).resolves.toBeDefined()
})

test('a size that is known after the run only has its limits', async () => {
  const axes = [{ type: 'batch' }, { type: 'index', id: 'object', size: { min: 2, max: 9 } }]
  const points = description05({ outputs: [output05({ axes })] })
  await expect(read({ testOutput: filled(1, 9) }, points)).resolves.toBeDefined()
  await expect(read({ testOutput: filled(1, 10) }, points)).rejects.toThrow(/asks for 2 to 9/)
})

test('NaN and nothing but zeros are remarked', async () => {
  const values = good.testInput.values.map((value) => (value === 3 ? Number.NaN : value))
  const { warnings } = await read({
    testInput: { ...good.testInput, values },
    testOutput: { ...good.testOutput, values: values.map(() => 0) },
  })
  expect(warnings.map(({ code }) => code)).toEqual([
    'test-tensor-not-finite',
    'test-tensor-trivial',
  ])
  expect(warnings[0]!.message).toContain('1 of 96')
})
