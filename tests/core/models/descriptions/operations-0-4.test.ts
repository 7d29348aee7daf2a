import { expect, test } from 'vitest'
import { readOperations04 } from '../../../../src-main/core/models/descriptions/operations-0-4.ts'
import { noProblems } from '../../../../src-main/core/models/descriptions/problems.ts'

function read(step: unknown, axes = 'bcyx') {
  const problems = noProblems()
  const [operation] = readOperations04(problems, 'pre', [step], axes)
  return { operation, errors: problems.errors }
}

test('the mode fixed is the default and its lists run along the axis that axes leaves out', () => {
  const kwargs = { axes: 'xy', mean: [1, 2, 3], std: [4, 5, 6] }
  expect(read({ name: 'zero_mean_unit_variance', kwargs }).operation).toEqual({
    kind: 'fixed_zero_mean_unit_variance',
    mean: [1, 2, 3],
    std: [4, 5, 6],
    axis: 'channel',
  })
})

test('a list that could run along two axes is an error', () => {
  const kwargs = { axes: 'xy', mean: [1, 2], std: [1, 2] }
  expect(read({ name: 'zero_mean_unit_variance', kwargs }, 'bczyx').errors[0]?.message).toMatch(
    /leaves channel, z of "bczyx"/,
  )
})

test('the mode of scale_range is kept: per_dataset adds the batch axis', () => {
  const kwargs = { axes: 'yx', mode: 'per_dataset', min_percentile: 1 }
  expect(read({ name: 'scale_range', kwargs }).operation).toMatchObject({
    axes: ['batch', 'y', 'x'],
    minPercentile: 1,
    maxPercentile: 100,
  })
  expect(read({ name: 'scale_range', kwargs: { axes: 'yx' } }).errors).not.toEqual([])
})

test('scale_mean_variance takes all axes but batch by default', () => {
  const kwargs = { mode: 'per_sample', reference_tensor: 'raw' }
  expect(read({ name: 'scale_mean_variance', kwargs }).operation).toMatchObject({
    axes: ['channel', 'y', 'x'],
    reference: 'raw',
  })
})

test('scale_linear with axes scales each of the other axis', () => {
  const kwargs = { axes: 'xy', gain: [2, 3], offset: [0, 1] }
  expect(read({ name: 'scale_linear', kwargs }).operation).toEqual({
    kind: 'scale_linear',
    gain: [2, 3],
    offset: [0, 1],
    axis: 'channel',
  })
})

test('clip, binarize and sigmoid', () => {
  expect(read({ name: 'clip', kwargs: { min: 0, max: 1 } }).operation).toMatchObject({
    kind: 'clip',
    min: 0,
    max: 1,
    maxPercentile: null,
  })
  expect(read({ name: 'clip', kwargs: { min: 0 } }).errors).not.toEqual([])
  expect(read({ name: 'binarize', kwargs: { threshold: 0.4 } }).operation).toMatchObject({
    threshold: [0.4],
  })
  expect(read({ name: 'sigmoid' }).operation).toEqual({ kind: 'sigmoid' })
})

test('mean and std belong to the mode fixed only, and it needs both', () => {
  const zero = (kwargs: unknown) => read({ name: 'zero_mean_unit_variance', kwargs }).errors
  expect(zero({ axes: 'yx', mode: 'per_sample', mean: 1, std: 1 })).not.toEqual([])
  expect(zero({ axes: 'yx', mode: 'fixed' })).not.toEqual([])
  expect(zero({ axes: 'byx', mode: 'per_sample' })).not.toEqual([])
})

test('a step of 0.5 is unknown in 0.4 and named', () => {
  expect(read({ name: 'softmax' }).errors[0]).toMatchObject({ code: 'model-unknown-operation' })
})
