import { expect, test } from 'vitest'
import type { TensorType } from '../../../../src-main/core/inference/tensor.ts'
import {
  inputOperations,
  outputOperations,
} from '../../../../src-main/core/models/bare/bare-operations.ts'
import { parseBareOnnxSettings } from '../../../../src-main/core/models/bare/bare-settings.ts'

const axes = ['batch', 'channel', 'y', 'x']
const settings = (stated: Record<string, unknown>) =>
  parseBareOnnxSettings('net.onnx', { inputAxes: 'bcyx', ...stated })
const before = (stated: Record<string, unknown>, dtype: TensorType = 'float32') =>
  inputOperations(settings(stated), axes, dtype)
const after = (stated: Record<string, unknown>) => outputOperations(settings(stated), axes)

const cast = { kind: 'ensure_dtype', dtype: 'float32' }

test('every normalisation is one step, over the axes of the image', () => {
  expect(before({})).toEqual([cast])
  expect(before({ normalisation: 'type-range' })).toEqual([
    cast,
    { kind: 'scale_type_range', restore: false },
  ])
  expect(before({ normalisation: 'zero-mean-unit-variance' })).toMatchObject([
    cast,
    { kind: 'zero_mean_unit_variance', axes: ['y', 'x'] },
  ])
  expect(before({ normalisation: 'percentile', minPercentile: 3 })).toMatchObject([
    cast,
    { kind: 'scale_range', axes: ['y', 'x'], minPercentile: 3, maxPercentile: 99.8 },
  ])
  expect(before({ normalisation: 'fixed', mean: 100, std: 20 })).toMatchObject([
    cast,
    { kind: 'fixed_zero_mean_unit_variance', mean: [100], std: [20], axis: null },
  ])
})

test('numbers per channel run along the channels', () => {
  expect(before({ normalisation: 'fixed', mean: '1, 2, 3', std: 4 })[1]).toMatchObject({
    ...{ mean: [1, 2, 3], std: [4], axis: 'channel' },
  })
})

test('gain comes before the normalisation, the order of channels last', () => {
  const steps = before({ gain: 2, normalisation: 'percentile', reverseChannels: true })
  expect(steps.map(({ kind }) => kind)).toEqual([
    ...['ensure_dtype', 'scale_linear', 'scale_range', 'reverse'],
  ])
})

test('a network of whole numbers gets the image as it is, or scaled values within its range', () => {
  expect(before({}, 'uint8')).toEqual([{ kind: 'ensure_dtype', dtype: 'uint8' }])
  expect(before({ gain: 0.5 }, 'uint8').slice(2)).toMatchObject([
    { kind: 'clip', min: 0, max: 255 },
    { kind: 'ensure_dtype', dtype: 'uint8' },
  ])
})

test('the activation comes first, then what brings an image back to its range', () => {
  expect(after({})).toEqual([])
  expect(
    after({
      ...{ activation: 'sigmoid', outputGain: 2 },
      ...{ normalisation: 'type-range', restoreRange: true },
    }).map(({ kind }) => kind),
  ).toEqual(['sigmoid', 'scale_linear', 'scale_type_range'])
  expect(after({ activation: 'softmax' })).toEqual([{ kind: 'softmax', axis: 'channel' }])
})
