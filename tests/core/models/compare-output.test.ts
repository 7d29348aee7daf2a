import { expect, test } from 'vitest'
import { castTensor, type Tensor } from '../../../src-main/core/inference/tensor.ts'
import { compareOutput } from '../../../src-main/core/models/compare-output.ts'
import { description05, output05 } from '../../fixtures/onnx/description.ts'
import { modelOf } from './models.ts'

const image = (...data: number[]): Tensor => ({
  axes: ['batch', 'channel', 'y', 'x'],
  shape: [1, 1, 2, data.length / 2],
  dtype: 'float32',
  data: Float32Array.from(data),
})
function compare(type: string, expected: Tensor, actual: Tensor) {
  const model = modelOf(description05({ outputs: [output05({ data: { type } })] }))
  const dtype = type as Tensor['dtype']
  return compareOutput(
    model,
    model.outputs[0]!,
    castTensor(expected, dtype),
    castTensor(actual, dtype),
  )
}

test('values are compared one by one, with the signed difference', () => {
  const { comparison, tolerance, difference } = compare(
    'float32',
    image(1, 2, NaN, 4),
    image(1, 5, NaN, 3),
  )
  expect(comparison).toMatchObject({
    comparedAs: 'values',
    passed: false,
    maxAbsDifference: 3,
    mismatched: 2,
    objects: null,
  })
  expect(tolerance).toEqual({ rtol: 1e-3, atol: 1e-3, mismatchedPerMillion: 100 })
  expect([...difference().data]).toEqual([0, 3, 0, -1])
})

test('labels are compared by their objects, with where they differ', () => {
  const { comparison, difference } = compare(
    'uint16',
    image(1, 1, 0, 2, 1, 1, 0, 2),
    image(5, 5, 0, 3, 5, 0, 0, 3),
  )
  expect(comparison).toMatchObject({
    comparedAs: 'labels',
    passed: true,
    maxAbsDifference: 1,
    percentile99AbsDifference: 1,
    objects: { expected: 2, actual: 2, matched: 2, meanMatchedIou: 0.875 },
    histogram: null,
  })
  expect([...difference().data]).toEqual([0, 0, 0, 0, 0, 1, 0, 0])
})
