import { expect, test } from 'vitest'
import { scaleMeanVariance } from '../../../../src-main/core/models/processing/scale-mean-variance.ts'
import { channels } from './tensors.ts'

test('takes on mean and spread of the reference', () => {
  const reference = channels([100, 300])
  const scaled = scaleMeanVariance(
    channels([-1, 1]),
    { kind: 'scale_mean_variance', reference: 'raw', axes: null, eps: 1e-6 },
    new Map([['raw', reference]]),
  )
  expect(scaled.data[0]).toBeCloseTo(100, 3)
  expect(scaled.data[1]).toBeCloseTo(300, 3)
})
