import { expect, test } from 'vitest'
import { shapeRings } from '../../../../src-main/core/imports/imagej/shape-rings.ts'

const rings = (values: readonly number[]) => shapeRings((index) => values[index]!, values.length)

test('lines make rings, and what encloses nothing is left out', () => {
  expect(rings([0, 1, 1, 1, 4, 1, 1, 4, 5, 4, 0, 9, 9, 1, 8, 8, 4])).toEqual([[1, 1, 4, 1, 4, 5]])
})

test('curves end where they should and bow out', () => {
  const [ring] = rings([0, 0, 0, 2, 2, 4, 4, 0, 3, 3, -3, 1, -3, 0, 0, 4])!
  expect(ring!.slice(-2)).toEqual([0, 0])
  expect(ring!.slice(32, 34)).toEqual([4, 0])
  expect(Math.max(...ring!.filter((_, i) => i % 2 === 1))).toBeCloseTo(2, 1)
})

test('a segment of an unknown kind, or cut off, is no shape', () => {
  expect(rings([0, 1, 1, 9])).toBeNull()
  expect(rings([0, 1])).toBeNull()
})
