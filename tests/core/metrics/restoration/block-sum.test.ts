import { expect, test } from 'vitest'
import { BlockSum } from '../../../../src-main/core/metrics/restoration/block-sum.ts'
import { meanOf } from '../../../../src-main/core/metrics/restoration/pixel-moments.ts'

test.each([0, 1, 1023, 1024, 1025, 5000])('of %i values is the sum of a whole image', (length) => {
  const values = Float64Array.from({ length }, (_, i) => Math.sin(i) * 1e3 + 0.1)
  const sum = new BlockSum()
  for (const value of values) sum.add(value)
  expect(sum.total / length).toBe(meanOf(values))
})
