import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createFloodQueue } from '../../../src-main/core/instances/flood-queue.ts'

function drained(heights: readonly number[]): number[] {
  const queue = createFloodQueue(Float64Array.from(heights))
  queue.begin(heights.length)
  heights.forEach((_, pixel) => queue.push(pixel))
  return heights.map(() => queue.pop())
}

test('gives the lowest first and, among equals, the one that came first', () => {
  expect(drained([2, 1, 2, 1, 0])).toEqual([4, 1, 3, 0, 2])
})

test('says -1 when empty', () => {
  expect(createFloodQueue(new Float64Array()).pop()).toBe(-1)
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

test('equals sorting whatever the heights, while pixels come and go', () => {
  const height = fc.oneof(
    fc.double({ noNaN: true, min: -1, max: 1 }),
    fc.constantFrom(0, 1, 1e9, -1e300, 1e300, Infinity, -Infinity),
  )
  const heights = fc.array(height, { minLength: 1, maxLength: 200 })
  fc.assert(
    fc.property(heights, fc.array(fc.boolean(), { maxLength: 400 }), (all, turns) => {
      const queue = createFloodQueue(Float64Array.from(all))
      queue.begin(all.length)
      const twin: number[] = [] // ages are the indices: pixels come in order
      let next = 0
      for (const comes of turns) {
        if (comes && next < all.length) {
          queue.push(next)
          twin.push(next++)
          continue
        }
        twin.sort((a, b) => (all[a]! === all[b]! ? a - b : all[a]! < all[b]! ? -1 : 1))
        expect(queue.pop()).toBe(twin.shift() ?? -1)
      }
    }),
    { numRuns: 500 },
  )
})

test('reads the heights anew for the next piece, as many as are asked for', () => {
  const heights = Float64Array.of(3, 1, 2, Infinity)
  const queue = createFloodQueue(heights)
  const drain = (count: number) => {
    queue.begin(count)
    for (let pixel = 0; pixel < count; pixel++) queue.push(pixel)
    return Array.from({ length: count + 1 }, () => queue.pop())
  }
  expect(drain(3)).toEqual([1, 2, 0, -1])
  heights.set([-1e9, 1e9, 0])
  expect(drain(4)).toEqual([0, 2, 1, 3, -1])
  heights.set([7, 7])
  expect(drain(2)).toEqual([0, 1, -1])
})
