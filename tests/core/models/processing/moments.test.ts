import { expect, test } from 'vitest'
import { groupMoments } from '../../../../src-main/core/models/processing/moments.ts'
import { channels } from './tensors.ts'

test('mean and population standard deviation per channel', () => {
  const { mean, std } = groupMoments(channels([1, 3], [10, 10]), ['y', 'x'])
  expect([...mean]).toEqual([2, 10])
  expect([...std]).toEqual([1, 0])
})

test('over all axes the channels are pooled', () => {
  const { mean, std } = groupMoments(channels([1, 3], [5, 7]), null)
  expect([...mean]).toEqual([4])
  expect(std[0]).toBeCloseTo(Math.sqrt(5), 12)
})

test('a small spread on a large offset keeps its digits', () => {
  const { std } = groupMoments(channels([60_000, 60_001, 60_002]), ['x'])
  expect(std[0]).toBeCloseTo(Math.sqrt(2 / 3), 10)
})
