import { expect, test } from 'vitest'
import type { Tensor } from '../../../../src-main/core/inference/tensor.ts'
import { applyDeviating } from '../../../../src-main/core/models/processing/apply-deviating.ts'
import { applyOperations } from '../../../../src-main/core/models/processing/apply-operation.ts'
import type { Deviation } from '../../../../src-main/core/models/processing/deviations.ts'
import type { Operation } from '../../../../src-main/core/models/processing/operation.ts'
import { channels, none } from './tensors.ts'

const normalise: Operation = { kind: 'zero_mean_unit_variance', axes: ['y', 'x'], eps: 0.5 }
const double: Operation = { kind: 'scale_linear', gain: [2], offset: [0], axis: null }

function apply(tensor: Tensor, operations: readonly Operation[], ...names: Deviation[]): number[] {
  return Array.from(applyDeviating(tensor, operations, none, new Set(names)).data)
}

test('without deviations a chain is what the specification says', () => {
  const tensor = channels([1, 2, 3, 4], [10, 0, 5, 5])
  const chain = [double, normalise, { kind: 'sigmoid' } as const]
  expect(apply(tensor, chain)).toEqual(Array.from(applyOperations(tensor, chain, none).data))
})

test('a fixed eps divides by the standard deviation and 1e-6', () => {
  const [low] = apply(channels([-1, 1]), [normalise], 'eps-fixed')
  expect(low).toBeCloseTo(-1 / (1 + 1e-6), 6)
  expect(apply(channels([-1, 1]), [normalise])[0]).toBeCloseTo(-1 / 1.5, 6)
})

test('statistics at entry ignore what earlier steps did', () => {
  // doubled first: -2 and 2; by the statistics of -1 and 1 they are -2/1.5 and 2/1.5
  const found = apply(channels([-1, 1]), [double, normalise], 'statistics-at-entry')
  expect(found[1]).toBeCloseTo(2 / 1.5, 6)
})

test('statistics over everything pool the channels', () => {
  const found = apply(channels([0, 0], [2, 2]), [normalise], 'statistics-over-everything')
  expect(found).toEqual(apply(channels([0, 0, 2, 2]), [normalise]))
})

test('percentiles by place take a value that occurs', () => {
  const range: Operation = {
    kind: 'scale_range',
    axes: null,
    minPercentile: 50,
    maxPercentile: 100,
    eps: 1e-6,
    reference: null,
  }
  // of 0, 1, 2, 10 the median is 1.5, by place it is 2
  expect(apply(channels([0, 1, 2, 10]), [range])[2]).toBeCloseTo(0.5 / 8.5, 5)
  expect(apply(channels([0, 1, 2, 10]), [range], 'percentile-floor-rank')[2]).toBeCloseTo(0, 5)
})

test('a value on the threshold is above it where the program says so', () => {
  const binarize: Operation = { kind: 'binarize', threshold: [1], axis: null }
  expect(apply(channels([0, 1, 2]), [binarize])).toEqual([0, 0, 1])
  expect(apply(channels([0, 1, 2]), [binarize], 'binarize-inclusive')).toEqual([0, 1, 1])
})

test('results on integers are rounded down where the program says so', () => {
  const half: Operation = { kind: 'scale_linear', gain: [0.5], offset: [0], axis: null }
  const integers: Tensor = { ...channels([3, -3]), dtype: 'int16', data: Int16Array.of(3, -3) }
  expect(apply(integers, [half])).toEqual([1.5, -1.5])
  expect(apply(integers, [half], 'integers-floored')).toEqual([1, -2])
})

test('a stated standard deviation gets 1e-6 where the program says so', () => {
  const fixed: Operation = {
    kind: 'fixed_zero_mean_unit_variance',
    mean: [0],
    std: [1e-6],
    axis: null,
  }
  expect(apply(channels([1e-6]), [fixed])[0]).toBeCloseTo(1, 5)
  expect(apply(channels([1e-6]), [fixed], 'std-plus-eps')[0]).toBeCloseTo(0.5, 5)
})

test('every step is shown with the tensor behind it', () => {
  const seen: [string, number][] = []
  applyDeviating(channels([1]), [double, double], none, new Set(), (operation, after) => {
    seen.push([operation.kind, after.data[0]!])
  })
  expect(seen).toEqual([
    ['scale_linear', 2],
    ['scale_linear', 4],
  ])
})
