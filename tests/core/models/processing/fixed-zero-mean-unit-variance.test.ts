import { expect, test } from 'vitest'
import { fixedZeroMeanUnitVariance } from '../../../../src-main/core/models/processing/fixed-zero-mean-unit-variance.ts'
import { channels } from './tensors.ts'

test('divides by the stated std, nothing added', () => {
  const scaled = fixedZeroMeanUnitVariance(channels([3], [30]), {
    kind: 'fixed_zero_mean_unit_variance',
    mean: [1, 10],
    std: [2, 4],
    axis: 'channel',
  })
  expect([...scaled.data]).toEqual([1, 5])
})
