import { expect, test } from 'vitest'
import { featureShifts } from '../../../../src-main/core/trust/shift/feature-shift.ts'
import { table } from './tables.ts'

test('each feature by itself: one moved by 3, one not at all', () => {
  const reference = table([0, 1], [2, 5], [4, 6])
  const [moved, same] = featureShifts(reference, table([3, 1], [5, 5], [7, 6]))
  expect(moved?.wasserstein).toBeCloseTo(3, 14)
  expect(moved?.standardisedMeanDifference).toBeCloseTo(1.5, 14)
  expect(moved?.kolmogorovSmirnov.statistic).toBeCloseTo(2 / 3, 14)
  expect(same).toEqual({
    kolmogorovSmirnov: { statistic: 0, p: 1 },
    wasserstein: 0,
    standardisedMeanDifference: 0,
  })
})
