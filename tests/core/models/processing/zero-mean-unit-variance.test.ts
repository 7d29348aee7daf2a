import { expect, test } from 'vitest'
import { zeroMeanUnitVariance } from '../../../../src-main/core/models/processing/zero-mean-unit-variance.ts'
import { channels } from './tensors.ts'

test('per channel: mean 0, and eps is added to the standard deviation', () => {
  const scaled = zeroMeanUnitVariance(channels([1, 3], [10, 30]), {
    kind: 'zero_mean_unit_variance',
    axes: ['y', 'x'],
    eps: 0.1,
  })
  const wanted = [-1 / 1.1, 1 / 1.1, -10 / 10.1, 10 / 10.1]
  wanted.forEach((value, index) => {
    expect(scaled.data[index]).toBeCloseTo(value, 6)
  })
})
