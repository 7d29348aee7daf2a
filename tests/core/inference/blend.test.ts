import fc from 'fast-check'
import { expect, test } from 'vitest'
import { blendWeights, widenedSpans } from '../../../src-main/core/inference/blend.ts'
import { spansOfAxis } from '../../../src-main/core/inference/tile-plan.ts'

const twice = { axis: 'x', factor: { numerator: 2, denominator: 1 }, marginPx: 0, offset: 0 }

test('weights of all tiles sum up to one at every output pixel', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 300 }),
      fc.integer({ min: 8, max: 64 }),
      fc.integer({ min: 0, max: 3 }),
      (size, block, halo) => {
        const axis = { size, block, halo }
        const spans = widenedSpans(axis, spansOfAxis(axis))
        const sums = new Float64Array(2 * size)
        blendWeights(spans, twice).forEach(({ weights }, index) => {
          weights.forEach((weight, i) => (sums[2 * spans[index]!.from + i]! += weight))
        })
        for (const sum of sums) expect(sum).toBeCloseTo(1, 12)
      },
    ),
  )
})

test('a tile reaches half the halo into its neighbour and counts least at its edge', () => {
  const axis = { size: 40, block: 24, halo: 4 }
  const plain = spansOfAxis(axis)
  const spans = widenedSpans(axis, plain)
  expect(plain.map(({ from, to }) => [from, to])).toEqual([
    [0, 16],
    [16, 32],
    [32, 40],
  ])
  expect(spans.map(({ from, to }) => [from, to])).toEqual([
    [0, 18],
    [14, 34],
    [22, 40],
  ])
  const [first] = blendWeights(spans, { ...twice, factor: { numerator: 1, denominator: 1 } })
  expect(first!.weights[0]).toBe(1)
  expect(first!.weights[17]).toBeLessThan(first!.weights[14]!)
})
