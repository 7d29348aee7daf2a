import fc from 'fast-check'
import { expect, test } from 'vitest'
import { gaussianFilter } from '../../../src-main/core/instances/gaussian-filter.ts'
import type { LabelImage, Mask, RealImage } from '../../../src-main/core/images/types.ts'
import { seededWatershed } from '../../../src-main/core/instances/watershed.ts'
import { formulaImage, maskOf, reference } from '../../fixtures/instances/reference.ts'

function seedsAt(shape: readonly number[], ...pixels: number[]) {
  const data = new Uint32Array(shape.reduce((a, b) => a * b, 1))
  pixels.forEach((pixel, index) => (data[pixel] = index + 1))
  return { shape, data }
}

test('splits a ridge at its top', () => {
  const shape = [1, 7]
  const elevation = { shape, data: Float64Array.of(0, 1, 2, 3, 2, 1, 0) }
  const mask = { shape, data: new Uint8Array(7).fill(1) }
  const labels = seededWatershed(elevation, seedsAt(shape, 0, 6), mask)
  // Both floods reach the top at height 2; the one whose seed comes first in scan order takes it.
  expect([...labels.data]).toEqual([1, 1, 1, 1, 2, 2, 2])
})

test('floods a low pass before a high one, whatever the order of the seeds', () => {
  const shape = [1, 5]
  const elevation = { shape, data: Float64Array.of(0, 5, 1, 1, 0) }
  const mask = { shape, data: new Uint8Array(5).fill(1) }
  expect([...seededWatershed(elevation, seedsAt(shape, 0, 4), mask).data]).toEqual([1, 1, 2, 2, 2])
})

test('never leaves the mask and leaves unreached parts 0', () => {
  const shape = [1, 5]
  const elevation = { shape, data: new Float64Array(5) }
  const mask = { shape, data: Uint8Array.of(1, 1, 0, 1, 1) }
  expect([...seededWatershed(elevation, seedsAt(shape, 0), mask).data]).toEqual([1, 1, 0, 0, 0])
  expect([...seededWatershed(elevation, seedsAt(shape, 2), mask).data]).toEqual([0, 0, 0, 0, 0])
})

test('floods upwards and downwards through a stack', () => {
  const shape = [3, 2, 2]
  const elevation = { shape, data: new Float64Array(12) }
  const mask = { shape, data: new Uint8Array(12).fill(1) }
  const labels = seededWatershed(elevation, seedsAt(shape, 6), mask)
  expect([...labels.data]).toEqual(Array(12).fill(1))
})

test('agrees with scikit-image where no two heights are equal', () => {
  const smooth = gaussianFilter(formulaImage(40, 40), 2)
  const seeds = seedsAt([40, 40], 205, 830, 1408, 1353)
  const labels = seededWatershed(
    smooth,
    seeds,
    maskOf(smooth, (value) => value > 118),
  )
  expect([...labels.data]).toEqual(reference.watershed)
})

test('refuses seeds of another shape, naming both', () => {
  const elevation = { shape: [1, 5], data: new Float64Array(5) }
  const mask = { shape: [1, 5], data: new Uint8Array(5) }
  expect(() => seededWatershed(elevation, seedsAt([5, 1], 0), mask)).toThrow(/1 x 5.*5 x 1/)
})

test('equals searching all waiting pixels for the lowest, then oldest, in lines, planes and stacks', () => {
  const side = fc.integer({ min: 1, max: 7 })
  const floods = fc
    .oneof(fc.tuple(side), fc.tuple(side, side), fc.tuple(side, side, side))
    .chain((shape) => {
      const length = shape.reduce((product, one) => product * one, 1)
      const pixels = <T>(one: fc.Arbitrary<T>) =>
        fc.array(one, { minLength: length, maxLength: length })
      return fc.record({
        shape: fc.constant(shape),
        heights: pixels(fc.constantFrom(0, 1, 2, -0.5, 1e300, Infinity)),
        seeds: pixels(fc.constantFrom(0, 0, 0, 0, 0, 1, 2, 4294967295)),
        inside: pixels(fc.constantFrom(0, 1, 1, 255)),
      })
    })
  fc.assert(
    fc.property(floods, ({ shape, heights, seeds, inside }) => {
      const elevation = { shape, data: Float64Array.from(heights) }
      const labels = { shape, data: Uint32Array.from(seeds) }
      const mask = { shape, data: Uint8Array.from(inside) }
      const found = seededWatershed(elevation, labels, mask)
      expect([...found.data]).toEqual(bySearch(elevation, labels, mask))
    }),
    { numRuns: 500 },
  )
})

/** The plain twin. */
function bySearch({ shape, data: heights }: RealImage, seeds: LabelImage, mask: Mask): number[] {
  const [width = 1, height = 1] = shape.toReversed()
  const plane = width * height
  const labels = Array.from(seeds.data, (label, i) => (mask.data[i] === 0 ? 0 : label))
  const waiting = [...labels.keys()].filter((i) => labels[i] !== 0) // oldest first
  while (waiting.length > 0) {
    const lowest = waiting.reduce((low, i) => (heights[i]! < heights[low]! ? i : low))
    waiting.splice(waiting.indexOf(lowest), 1)
    const column = lowest % width
    const row = Math.floor(lowest / width) % height
    const neighbours = [
      lowest - plane,
      ...(row > 0 ? [lowest - width] : []),
      ...(column > 0 ? [lowest - 1] : []),
      ...(column < width - 1 ? [lowest + 1] : []),
      ...(row < height - 1 ? [lowest + width] : []),
      lowest + plane,
    ]
    for (const i of neighbours) {
      if (labels[i] !== 0 || mask.data[i] === 0) continue
      labels[i] = labels[lowest]!
      waiting.push(i)
    }
  }
  return labels
}
