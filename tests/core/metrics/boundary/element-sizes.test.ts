import { expect, test } from 'vitest'
import { elementSizes } from '../../../../src-main/core/metrics/boundary/element-sizes.ts'

test('between four pixels the surface is slanted around one and straight beside two', () => {
  const sizes = elementSizes([3, 4])
  expect([...sizes]).toEqual([0, 2.5, 2.5, 4, 2.5, 3, 5, 2.5, 2.5, 5, 3, 2.5, 4, 2.5, 2.5, 0])
})

test('between eight pixels a flat surface has the area of a face, in its spacing', () => {
  const sizes = elementSizes([2, 3, 5])
  expect(sizes[0b00001111]).toBeCloseTo(15, 12) // one plane of z
  expect(sizes[0b00110011]).toBeCloseTo(10, 12) // one row of y
  expect(sizes[0b01010101]).toBeCloseTo(6, 12) // one column of x
})

test('one corner cuts off a triangle of edge midpoints, four around a corner a hexagon', () => {
  const sizes = elementSizes([1, 1, 1])
  expect(sizes[1]).toBeCloseTo(Math.sqrt(3) / 8, 12)
  expect(sizes[0b00010111]).toBeCloseTo((Math.sqrt(3) * 3) / 4, 12)
  expect(sizes[0b00000011]).toBeCloseTo(Math.SQRT1_2, 12)
  expect(sizes[0b10000001]).toBeCloseTo(Math.sqrt(3) / 4, 12) // two corners far apart
})

test('foreground and background see the same surface, and so do turned neighbourhoods', () => {
  const sizes = elementSizes([1, 1, 1])
  // turns the axes: z to y, y to x, x to z
  const turned = (code: number): number =>
    Array.from({ length: 8 }, (_, bit) => {
      const [z, y, x] = [(bit >> 2) & 1, (bit >> 1) & 1, bit & 1]
      return ((code >> bit) & 1) << (4 * x + 2 * z + y)
    }).reduce((all, one) => all | one, 0)
  for (let code = 0; code < 256; code++) {
    expect(sizes[255 - code]).toBeCloseTo(sizes[code]!, 12)
    expect(sizes[turned(code)]).toBeCloseTo(sizes[code]!, 12)
  }
  expect(sizes.slice(1, 255).every((size) => size > 0)).toBe(true)
})
