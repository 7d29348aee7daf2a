import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Tensor } from '../../../src-main/core/inference/tensor.ts'
import { explainDifference } from '../../../src-main/core/models/explain-difference.ts'
import { openWeights } from '../../../src-main/core/models/open-weights.ts'
import { description05, input05, output05 } from '../../fixtures/onnx/description.ts'
import { identityModel } from '../../fixtures/onnx/onnx-model.ts'
import { writePackage } from '../../fixtures/onnx/package.ts'
import { modelOf } from './models.ts'

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'touchstone-explain-'))
})
afterEach(() => rm(folder, { recursive: true }))

const axes = ['batch', 'channel', 'y', 'x']
const values = Array.from({ length: 64 }, (_, index) => index / 10)
const tensor = (data: readonly number[]): Tensor => ({
  axes,
  shape: [1, 1, 8, 8],
  dtype: 'float32',
  data: Float32Array.from(data),
})
const normalise = (eps: number) => ({
  id: 'zero_mean_unit_variance',
  kwargs: { axes: ['channel', 'y', 'x'], eps },
})
const clipTo3 = { id: 'clip', kwargs: { min: 0, max: 3 } }

async function explain(preprocessing: readonly unknown[], expected: readonly number[]) {
  const document = description05({ inputs: [input05({ preprocessing })], outputs: [output05()] })
  await writePackage(folder, { description: document, weights: identityModel([1, 1, 'y', 'x']) })
  const { model, session } = await openWeights(modelOf(document), folder, { threads: 1 })
  try {
    return await explainDifference(model, [tensor(values)], [tensor(expected)], session)
  } finally {
    await session.close()
  }
}

function normalised(data: readonly number[], of: readonly number[], eps: number): number[] {
  const mean = of.reduce((sum, value) => sum + value, 0) / of.length
  const std = Math.sqrt(of.reduce((sum, value) => sum + (value - mean) ** 2, 0) / of.length)
  return data.map((value) => (value - mean) / (std + eps))
}

test('an eps that was ignored is named', async () => {
  const found = await explain([normalise(0.1)], normalised(values, values, 1e-6))
  expect(found).toMatchObject({ deviations: ['eps-fixed'], program: null })
  expect(found?.message).toContain('eps is taken as 1e-6')
})

test('statistics taken before a clip are named', async () => {
  const clipped = values.map((value) => Math.min(3, value))
  const found = await explain([clipTo3, normalise(1e-6)], normalised(clipped, values, 1e-6))
  expect(found).toMatchObject({ deviations: ['statistics-at-entry'], program: null })
})

test('where several things differ, the program that does all of them is named', async () => {
  const clipped = values.map((value) => Math.min(3, value))
  const found = await explain([clipTo3, normalise(0.1)], normalised(clipped, values, 1e-6))
  expect(found).toMatchObject({ program: 'core' })
  expect(found?.message).toContain('bioimageio.core')
})

test('what nothing known explains stays unexplained', async () => {
  const noise = values.map((value, index) => value + (index % 7))
  expect(await explain([normalise(1e-6)], noise)).toBeNull()
})
