import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openWeights } from '../../../src-main/core/models/open-weights.ts'
import { runTestTensors, withoutTest } from '../../../src-main/core/models/test-outputs.ts'
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

async function run(contents: Partial<PackageContents>, document = description) {
  await writePackage(folder, {
    description: document,
    weights: identityModel([1, 1, 'y', 'x']),
    ...contents,
  })
  const { model, session } = await openWeights(modelOf(document), folder, { threads: 1 })
  try {
    return await runTestTensors(model, folder, session)
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
  const wide = { shape: [1, 1, 8, 4], values: input.slice(0, 32) }
  const result = await run({ testInput: { shape, values: input }, testOutput: wide })
  expect(result).toMatchObject({ status: 'cannot-run' })
  expect(result.reason).toMatch(/1 x 1 x 8 x 8, but the test tensor is 1 x 1 x 8 x 4/)
})

test('absent, undescribed and changed test tensors are "not run", with the reason', async () => {
  expect((await run({})).reason).toMatch(/names test_input\.npy, but there is no such file/)
  const undescribed = description05({ inputs: [input05({ test_tensor: null })] })
  expect((await run({}, undescribed)).reason).toMatch(/names no test tensor for raw/)
  const hashed = description05({
    inputs: [input05({ test_tensor: { source: 'test_input.npy', sha256: '0'.repeat(64) } })],
  })
  const changed = await run({ testInput: { shape, values: input } }, hashed)
  expect(changed).toMatchObject({ status: 'not-run' })
  expect(changed.reason).toMatch(/SHA-256/)
})

test('nothing that did not run has numbers', () => {
  expect(withoutTest('not-run', 'why')).toMatchObject({
    passed: null,
    maxAbsDifference: null,
    reason: 'why',
  })
})
