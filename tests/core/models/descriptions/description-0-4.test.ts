import { expect, test } from 'vitest'
import { readDescription04 } from '../../../../src-main/core/models/descriptions/description-0-4.ts'
import { noProblems } from '../../../../src-main/core/models/descriptions/problems.ts'
import { description04, input04, output04 } from '../../../fixtures/onnx/description.ts'

function read(document: unknown) {
  const problems = noProblems()
  return { model: readDescription04(problems, document), errors: problems.errors }
}

test('the network gets float32 whatever the input type', () => {
  const { model } = read(description04({ inputs: [input04({ data_type: 'uint16' })] }))
  expect(model?.inputs[0]?.operations).toEqual([
    { kind: 'ensure_dtype', dtype: 'uint16' },
    { kind: 'ensure_dtype', dtype: 'float32' },
  ])
})

test('test tensors belong to the tensors in order', () => {
  const { model } = read(description04())
  expect(model?.inputs[0]?.testTensor).toEqual({ source: 'test_input.npy', sha256: null })
  expect(model?.outputs[0]?.testTensor).toEqual({ source: 'test_output.npy', sha256: null })
  expect(read(description04({ test_inputs: ['a.npy', 'b.npy'] })).errors[0]).toMatchObject({
    field: 'test_inputs',
  })
})

test('infinite data ranges in any spelling only inform', () => {
  for (const data_range of [
    [-Infinity, Infinity],
    ['-inf', 'inf'],
    [null, null],
  ]) {
    expect(read(description04({ inputs: [input04({ data_range })] })).errors).toEqual([])
  }
})

test('the same name for an input and an output is refused', () => {
  const outputs = [output04({ name: 'raw' })]
  expect(read(description04({ outputs })).errors[0]?.message).toMatch(/name raw is used/)
})

test('several weights without a parent are allowed', () => {
  const weights = { onnx: { source: 'w.onnx' }, keras_hdf5: { source: 'w.h5' } }
  expect(read(description04({ weights })).errors).toEqual([])
})

test('with any top-level field of another type it answers, and never throws', () => {
  for (const key of Object.keys(description04())) {
    for (const other of [undefined, null, 7, 'text', [], {}, [{}]]) {
      const { model, errors } = read(description04({ [key]: other }))
      expect(model === null, `${key}: ${JSON.stringify(other)}`).toBe(errors.length > 0)
    }
  }
})
