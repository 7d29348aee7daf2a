import { describe, expect, test } from 'vitest'
import { elementCount, type Tensor } from '../../../../src-main/core/inference/tensor.ts'
import { readerOf } from '../../../../src-main/core/inference/tensor-reader.ts'
import { unheldReader } from '../../../fixtures/unheld-reader.ts'
import { applyOperations } from '../../../../src-main/core/models/processing/apply-operation.ts'
import type { Operation } from '../../../../src-main/core/models/processing/operation.ts'
import {
  needsTheWhole,
  pointwiseSteps,
  prepareOperations,
} from '../../../../src-main/core/models/processing/prepare-operations.ts'

const shape = [1, 2, 6, 7]
const axes = ['batch', 'channel', 'y', 'x']
const tensor: Tensor = {
  axes,
  shape,
  dtype: 'float32',
  data: Float32Array.from({ length: elementCount(shape) }, (_, i) => ((i * 7919) % 101) / 7 - 3),
}
const reference: Tensor = { ...tensor, data: tensor.data.map((value) => 3 * value + 1) }

const spatial = ['y', 'x']
const chains: Readonly<Record<string, readonly Operation[]>> = {
  'values of a list along the channels': [
    { kind: 'ensure_dtype', dtype: 'float32' },
    { kind: 'scale_linear', gain: [2, 3], offset: [1, 0], axis: 'channel' },
    { kind: 'fixed_zero_mean_unit_variance', mean: [1], std: [2, 5], axis: 'channel' },
  ],
  'a list along an axis that is cut': [
    { kind: 'scale_linear', gain: [1, 2, 3, 4, 5, 6], offset: [0], axis: 'y' },
    { kind: 'binarize', threshold: [0, 1, 2, 3, 4, 5, 6], axis: 'x' },
  ],
  'percentiles per channel': [
    {
      ...{ kind: 'scale_range', axes: spatial, minPercentile: 1, maxPercentile: 99.8 },
      ...{ eps: 1e-6, reference: null },
    },
    { kind: 'clip', min: 0, max: 1, minPercentile: null, maxPercentile: null, axes: null },
  ],
  'a statistic behind a clip by percentiles': [
    { kind: 'clip', min: null, max: null, minPercentile: 5, maxPercentile: 90, axes: spatial },
    { kind: 'zero_mean_unit_variance', axes: null, eps: 1e-6 },
  ],
  'statistics per row': [{ kind: 'zero_mean_unit_variance', axes: ['x'], eps: 1e-3 }],
  'statistics of another tensor': [
    {
      ...{ kind: 'scale_range', axes: spatial, minPercentile: 0, maxPercentile: 100 },
      ...{ eps: 1e-6, reference: 'raw' },
    },
    { kind: 'scale_mean_variance', reference: 'raw', axes: spatial, eps: 1e-6 },
  ],
  'sigmoid, softmax and a cast': [
    { kind: 'sigmoid' },
    { kind: 'softmax', axis: 'channel' },
    { kind: 'scale_linear', gain: [200], offset: [0], axis: null },
    { kind: 'ensure_dtype', dtype: 'uint8' },
  ],
} satisfies Record<string, readonly Operation[]>

const boxes = [
  { origin: [0, 0, 0, 0], size: shape },
  { origin: [0, 0, 1, 2], size: [1, 2, 3, 4] },
  { origin: [0, 0, 5, 6], size: [1, 2, 1, 1] },
]

describe.each(Object.entries(chains))('%s', (_, operations) => {
  const expected = applyOperations(tensor, operations, new Map([['raw', reference]]))

  test.each([
    ['in memory', readerOf],
    ['read in pieces', unheldReader],
  ])('computed box by box equal the whole, %s', async (__, reader) => {
    const references = new Map([['raw', reader(reference)]])
    const { step, result } = await prepareOperations(operations, reader(tensor), references)
    expect(result.dtype).toBe(expected.dtype)
    for (const { origin, size } of boxes) {
      const wanted = await readerOf(expected).read({ start: origin, size })
      const data = await readerOf(tensor).read({ start: origin, size })
      const box = step({ axes, shape: size, dtype: 'float32', data }, origin)
      expect(box.dtype).toBe(expected.dtype)
      box.data.forEach((value, i) => expect(value).toBeCloseTo(wanted[i]!, 5))
      const again = await result.read({ start: origin, size })
      expect([...again]).toEqual([...box.data])
    }
  })
})

test('what needs no statistics needs no whole', () => {
  expect(chains['sigmoid, softmax and a cast']!.map(needsTheWhole)).toEqual([
    false,
    false,
    false,
    false,
  ])
  expect(chains['a statistic behind a clip by percentiles']!.map(needsTheWhole)).toEqual([
    true,
    true,
  ])
  const half = pointwiseSteps([{ kind: 'scale_linear', gain: [0.5], offset: [0], axis: null }])
  const box = { axes: ['x'], shape: [2], dtype: 'float32', data: Float32Array.of(2, 4) } as const
  expect([...half(box, [0]).data]).toEqual([1, 2])
})

test('a reference that is not there is named', async () => {
  const operation = { kind: 'scale_mean_variance', reference: 'mask', axes: null, eps: 1 } as const
  await expect(prepareOperations([operation], readerOf(tensor), new Map())).rejects.toThrow(
    /from the tensor "mask", but there are only: none/,
  )
})

test('channels are turned around in every box; a range of the type has to be known before', () => {
  const box: Tensor = { axes, shape: [1, 2, 1, 1], dtype: 'float32', data: Float32Array.of(1, 2) }
  const turn = pointwiseSteps([{ kind: 'reverse', axis: 'channel' }])
  expect([...turn(box, [0, 0, 3, 3]).data]).toEqual([2, 1])
  expect(() => pointwiseSteps([{ kind: 'scale_type_range', restore: false }])).toThrow(
    /how the image is stored/,
  )
})
