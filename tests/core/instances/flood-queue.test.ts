import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createFloodQueue } from '../../../src-main/core/instances/flood-queue.ts'

function drained(heights: readonly number[]): number[] {
  const queue = createFloodQueue(heights)
  heights.forEach((_, pixel) => queue.push(pixel))
  return heights.map(() => queue.pop())
}

test('gives the lowest first and, among equals, the one that came first', () => {
  expect(drained([2, 1, 2, 1, 0])).toEqual([4, 1, 3, 0, 2])
})

test('says -1 when empty', () => {
  expect(createFloodQueue([]).pop()).toBe(-1)
})

test('equals a stable sort for any heights, more than its first capacity too', () => {
  const heights = fc.array(fc.integer({ min: 0, max: 5 }), { minLength: 1, maxLength: 3000 })
  fc.assert(
    fc.property(heights, (values) => {
      const sorted = values.map((_, pixel) => pixel).sort((a, b) => values[a]! - values[b]!)
      expect(drained(values)).toEqual(sorted)
    }),
    { numRuns: 50, seed: 5 },
  )
})
