import fc from 'fast-check'
import { expect, test } from 'vitest'
import { distanceToBackground } from '../../../src-main/core/instances/distance-transform.ts'
import { formulaImage, maskOf, reference } from '../../fixtures/instances/reference.ts'

test('agrees with scipy', () => {
  const mask = maskOf(formulaImage(9, 12), (value) => value > 60)
  const squared = [...distanceToBackground(mask).data].map((value) => Math.round(value * value))
  expect(squared).toEqual(reference.squaredDistance)
})

test('is exact along a diagonal', () => {
  const mask = { shape: [3, 3], data: Uint8Array.of(0, 1, 1, 1, 1, 1, 1, 1, 1) }
  expect(distanceToBackground(mask).data[8]).toBe(Math.sqrt(8))
})

test('is infinite where there is no background', () => {
  const mask = { shape: [2, 2], data: Uint8Array.of(1, 1, 1, 1) }
  expect([...distanceToBackground(mask).data]).toEqual(Array(4).fill(Infinity))
})

test('takes any value but 0 for foreground, wherever the bytes of the mask lie', () => {
  for (let offset = 0; offset < 5; offset++) {
    const data = new Uint8Array(new ArrayBuffer(24), offset, 13)
    data.set([0, 128, 255, 2, 1, 1, 1, 1, 0, 0, 0, 0, 64])
    const { data: distance } = distanceToBackground({ shape: [1, 13], data })
    expect([...distance]).toEqual([0, 1, 2, 3, 4, 3, 2, 1, 0, 0, 0, 0, 1])
  }
})

test('equals the search over all background pixels, in two and three dimensions', () => {
  const shapes = fc.constantFrom<number[]>([1, 9], [4, 6], [3, 4, 3])
  const masks = shapes.chain((shape) => {
    const length = shape.reduce((a, b) => a * b, 1)
    return fc.record({
      shape: fc.constant(shape),
      data: fc
        .array(fc.constantFrom<number>(0, 1, 1, 1), { minLength: length, maxLength: length })
        .filter((values) => values.includes(0)),
    })
  })
  fc.assert(
    fc.property(masks, ({ shape, data }) => {
      const found = distanceToBackground({ shape, data: Uint8Array.from(data) })
      const expected = data.map((_, pixel) => nearestBackground(shape, data, pixel))
      expect([...found.data]).toEqual(expected)
    }),
    { numRuns: 200, seed: 3 },
  )
})

function nearestBackground(shape: readonly number[], data: readonly number[], pixel: number) {
  const [width = 1, height = 1] = shape.toReversed()
  const at = (i: number) =>
    [i % width, Math.floor(i / width) % height, Math.floor(i / (width * height))] as const
  const [x, y, z] = at(pixel)
  const squared = data.flatMap((value, other) => {
    const [ox, oy, oz] = at(other)
    return value === 0 ? [(x - ox) ** 2 + (y - oy) ** 2 + (z - oz) ** 2] : []
  })
  return Math.sqrt(Math.min(...squared))
}
