import { createHash } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openWeights, requireRunnable } from '../../../src-main/core/models/open-weights.ts'
import { description05 } from '../../fixtures/onnx/description.ts'
import { identityModel } from '../../fixtures/onnx/onnx-model.ts'
import { writePackage } from '../../fixtures/onnx/package.ts'
import { modelOf } from './models.ts'

const weights = identityModel([1, 1, 'y', 'x'])
let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'touchstone-open-weights-'))
  await writePackage(folder, { description: description05(), weights })
})
afterAll(() => rm(folder, { recursive: true }))

test('opens the ONNX weights and checks their hash', async () => {
  const sha256 = createHash('sha256').update(weights).digest('hex')
  const described = (hash: string) =>
    modelOf(description05({ weights: { onnx: { source: 'weights.onnx', sha256: hash } } }))
  const opened = await openWeights(described(sha256), folder, { threads: 1 })
  expect(opened.session.sha256).toBe(sha256)
  await opened.session.close()
  await expect(
    openWeights(described('0'.repeat(64)), folder, { threads: 1 }),
  ).rejects.toMatchObject({ code: 'weights-hash-mismatch' })
})

test('other weights are not runnable here, with the ways out', () => {
  const torch = modelOf(description05({ weights: { pytorch_state_dict: { source: 'w.pt' } } }))
  expect(() => {
    requireRunnable(torch)
  }).toThrow(/only pytorch_state_dict weights, and ONNX is needed\. Convert it to ONNX/)
  const keras = modelOf(description05({ weights: { keras_hdf5: { source: 'w.h5' } } }))
  expect(() => {
    requireRunnable(keras)
  }).toThrow(/ONNX is needed\. Import predictions/)
})

test('a run mode of another program is not portable', () => {
  expect(() => {
    requireRunnable(modelOf(description05({ run_mode: { name: 'deepimagej' } })))
  }).toThrow(/run mode "deepimagej"/)
})
