import { expect, test } from 'vitest'
import {
  withBounds,
  withMoments,
  withRange,
} from '../../../../src-main/core/models/processing/fixed-statistics.ts'

test('eps goes into what divides', () => {
  const moments = { kind: 'zero_mean_unit_variance', axes: null, eps: 0.1 } as const
  expect(withMoments(moments, 'channel', [1, 2], [3, 4])).toEqual({
    kind: 'fixed_zero_mean_unit_variance',
    mean: [1, 2],
    std: [3.1, 4.1],
    axis: 'channel',
  })
  const range = { kind: 'scale_range', axes: null, eps: 0.5, reference: null } as const
  expect(withRange({ ...range, minPercentile: 0, maxPercentile: 100 }, null, [10], [30])).toEqual({
    kind: 'fixed_zero_mean_unit_variance',
    mean: [10],
    std: [20.5],
    axis: null,
  })
})

test('only bounds that were asked as percentiles become numbers', () => {
  const clip = { kind: 'clip', axes: ['batch'], min: 7, max: null } as const
  const operation = { ...clip, minPercentile: null, maxPercentile: 90 }
  expect(withBounds(operation, null, [1], [5])).toEqual({
    kind: 'clip',
    axes: null,
    min: 7,
    max: 5,
    minPercentile: null,
    maxPercentile: null,
  })
  expect(() => withBounds(operation, 'channel', [1, 2], [5, 6])).toThrow(/cannot be run here/)
})
