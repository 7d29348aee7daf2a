import { expect, test } from 'vitest'
import { compareSamples } from '../../../../src-main/core/images/hints/compare-samples.ts'

const block = (data: Uint8Array, samples = 3) => ({
  axes: 'yxs',
  shape: [1, data.length / samples, samples],
  dtype: 'uint8' as const,
  data,
})

test('equal samples are equal, alpha aside', () => {
  const found = compareSamples([block(Uint8Array.of(1, 1, 1, 255, 7, 7, 7, 0, 9, 9, 9, 3), 4)])
  expect(found).toMatchObject({ areEqual: true, smallestOverlap: 1 })
  expect(found.largestCorrelation).toBeCloseTo(1)
})

test('the largest correlation in size and the smallest overlap are found', () => {
  // red 0 1 0 1, green its opposite (r = -1), blue 0 0 1 1 (r = 0 with both)
  const found = compareSamples([block(Uint8Array.of(0, 1, 0, 1, 0, 0, 0, 1, 1, 1, 0, 1))])
  expect(found).toEqual({ areEqual: false, largestCorrelation: 1, smallestOverlap: 1 })
})

test('values in other ranges do not overlap; a constant sample has no correlation', () => {
  const found = compareSamples([block(Uint8Array.of(0, 100, 5, 1, 99, 5, 2, 98, 5))])
  expect(found.smallestOverlap).toBe(0)
  expect(found.largestCorrelation).toBeNaN()
})
