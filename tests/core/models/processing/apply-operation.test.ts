import { expect, test } from 'vitest'
import {
  applyOperation,
  applyOperations,
} from '../../../../src-main/core/models/processing/apply-operation.ts'
import type { Operation } from '../../../../src-main/core/models/processing/operation.ts'
import { channels, none } from './tensors.ts'

const all: readonly Operation[] = [
  { kind: 'ensure_dtype', dtype: 'float32' },
  { kind: 'scale_linear', gain: [2], offset: [0], axis: null },
  {
    kind: 'scale_range',
    axes: null,
    minPercentile: 0,
    maxPercentile: 100,
    eps: 1e-6,
    reference: null,
  },
  { kind: 'clip', min: 0, max: 1, minPercentile: null, maxPercentile: null, axes: null },
  { kind: 'zero_mean_unit_variance', axes: null, eps: 1e-6 },
  { kind: 'fixed_zero_mean_unit_variance', mean: [0], std: [1], axis: null },
  { kind: 'scale_mean_variance', reference: 'raw', axes: null, eps: 1e-6 },
  { kind: 'sigmoid' },
  { kind: 'softmax', axis: 'channel' },
  { kind: 'binarize', threshold: [0.5], axis: null },
]

test('every kind of operation keeps axes and shape', () => {
  const tensor = channels([1, 2], [3, 4])
  for (const operation of all) {
    const result = applyOperation(tensor, operation, new Map([['raw', tensor]]))
    expect(result.shape, operation.kind).toEqual(tensor.shape)
    expect(result.axes, operation.kind).toEqual(tensor.axes)
  }
})

test('statistics are taken at the operation, not on the tensor as it entered', () => {
  const [result] = applyOperations(
    channels([0, 10, 1000]),
    [
      { kind: 'clip', min: 0, max: 10, minPercentile: null, maxPercentile: null, axes: null },
      {
        kind: 'scale_range',
        axes: null,
        minPercentile: 0,
        maxPercentile: 100,
        eps: 1e-6,
        reference: null,
      },
    ],
    none,
  ).data.slice(1)
  expect(result).toBeCloseTo(1, 5)
})
