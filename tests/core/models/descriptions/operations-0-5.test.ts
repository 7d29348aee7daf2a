import { expect, test } from 'vitest'
import { readOperations05 } from '../../../../src-main/core/models/descriptions/operations-0-5.ts'
import { noProblems } from '../../../../src-main/core/models/descriptions/problems.ts'

function read(...steps: unknown[]) {
  const problems = noProblems()
  const operations = readOperations05(problems, 'pre', steps)
  return { operations, errors: problems.errors }
}

test('defaults are those of the specification', () => {
  expect(read({ id: 'scale_range' }).operations).toEqual([
    {
      kind: 'scale_range',
      axes: null,
      minPercentile: 0,
      maxPercentile: 100,
      eps: 1e-6,
      reference: null,
    },
  ])
  expect(read({ id: 'softmax' }).operations).toEqual([{ kind: 'softmax', axis: 'channel' }])
  expect(read({ id: 'sigmoid', kwargs: null }).errors).toEqual([])
})

test('scalars and lists are read alike, a scalar beside a list is spread later', () => {
  expect(
    read({ id: 'scale_linear', kwargs: { gain: [1, 2], offset: 3, axis: 'channel' } }).operations,
  ).toEqual([{ kind: 'scale_linear', gain: [1, 2], offset: [3], axis: 'channel' }])
})

test('an unknown step stops the model and is named', () => {
  expect(read({ id: 'stardist_postprocessing', kwargs: {} }).errors).toEqual([
    expect.objectContaining({
      code: 'model-unknown-operation',
      field: 'pre.0',
      message: expect.stringContaining('"stardist_postprocessing"') as unknown,
    }),
  ])
})

test('an unknown argument is an error, because it may change results', () => {
  expect(read({ id: 'sigmoid', kwargs: { slope: 2 } }).errors).toHaveLength(1)
  expect(read({ id: 'binarize', kwargs: { threshold: 1, inverse: true } }).errors).toHaveLength(1)
})

test('arguments outside their limits are errors', () => {
  const bad: unknown[] = [
    { id: 'scale_linear', kwargs: {} },
    { id: 'scale_linear', kwargs: { gain: 1, offset: 0 } },
    { id: 'scale_range', kwargs: { min_percentile: 60, max_percentile: 40 } },
    { id: 'scale_range', kwargs: { eps: 0 } },
    { id: 'zero_mean_unit_variance', kwargs: { eps: 0.2 } },
    { id: 'zero_mean_unit_variance', kwargs: { mode: 'per_dataset' } },
    { id: 'fixed_zero_mean_unit_variance', kwargs: { mean: 0, std: 0 } },
    { id: 'clip', kwargs: {} },
    { id: 'clip', kwargs: { min: 1, min_percentile: 5 } },
    { id: 'clip', kwargs: { min: 2, max: 1 } },
    { id: 'scale_mean_variance', kwargs: {} },
    { id: 'ensure_dtype', kwargs: { dtype: 'complex64' } },
  ]
  for (const step of bad) expect(read(step).errors, JSON.stringify(step)).not.toEqual([])
})

test('no steps at all are no operations', () => {
  expect(readOperations05(noProblems(), 'pre', undefined)).toEqual([])
  expect(readOperations05(noProblems(), 'pre', null)).toEqual([])
})
