import { expect, test } from 'vitest'
import { noProblems } from '../../../../src-main/core/models/descriptions/problems.ts'
import { readWeights } from '../../../../src-main/core/models/descriptions/weights.ts'

test('reads one entry per format', () => {
  const problems = noProblems()
  const entries = readWeights(problems, {
    onnx: { source: 'w.onnx', sha256: 'cd'.repeat(32), parent: 'torchscript', opset_version: 12 },
    torchscript: { source: 'w.pt' },
  })
  expect(problems.errors).toEqual([])
  expect(entries[0]).toMatchObject({ format: 'onnx', parent: 'torchscript', opsetVersion: 12 })
  expect(entries[1]).toMatchObject({ format: 'torchscript', parent: null, sha256: null })
})

test('no weights, unknown formats and parents that do not exist are errors', () => {
  const errorsOf = (value: unknown) => {
    const problems = noProblems()
    readWeights(problems, value)
    return problems.errors.map((error) => error.field)
  }
  expect(errorsOf({})).toEqual(['weights'])
  expect(errorsOf({ magic: { source: 'w' } })).toEqual(['weights.magic'])
  expect(errorsOf({ onnx: { source: 'w', parent: 'keras_hdf5' } })).toEqual(['weights.onnx.parent'])
  expect(errorsOf({ onnx: {} })).toEqual(['weights.onnx.source'])
})
