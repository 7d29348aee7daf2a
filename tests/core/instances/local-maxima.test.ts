import { expect, test } from 'vitest'
import { seedsAtMaxima } from '../../../src-main/core/instances/local-maxima.ts'

function seedPixels(shape: number[], heights: number[], components: number[], spacing: number) {
  const seeds = seedsAtMaxima(
    { shape, data: Float64Array.from(heights) },
    { shape, data: Uint32Array.from(components), count: Math.max(...components) },
    spacing,
  )
  return [...seeds.data].flatMap((label, pixel) => (label ? [[pixel, label]] : []))
}

test('finds every maximum, labelled in scan order', () => {
  expect(seedPixels([1, 7], [1, 3, 1, 1, 2, 5, 1], [1, 1, 1, 1, 1, 1, 1], 0)).toEqual([
    [1, 1],
    [5, 2],
  ])
})

test('puts one seed into the middle of a plateau', () => {
  expect(seedPixels([1, 7], [1, 4, 4, 4, 4, 4, 1], [1, 1, 1, 1, 1, 1, 1], 0)).toEqual([[3, 1]])
})

test('is not misled by a plateau with a higher neighbour', () => {
  expect(seedPixels([1, 5], [1, 2, 2, 3, 1], [1, 1, 1, 1, 1], 0)).toEqual([[3, 1]])
})

test('keeps the higher of two maxima that are too near', () => {
  const heights = [3, 1, 4, 1, 1, 1, 2]
  const whole = [1, 1, 1, 1, 1, 1, 1]
  expect(seedPixels([1, 7], heights, whole, 3)).toEqual([
    [2, 1],
    [6, 2],
  ])
  expect(seedPixels([1, 7], heights, whole, 5)).toEqual([[2, 1]])
})

test('gives each component its seed, however near the next component is', () => {
  expect(seedPixels([1, 5], [1, 2, 0, 9, 1], [1, 1, 0, 2, 2], 50)).toEqual([
    [1, 1],
    [3, 2],
  ])
})

test('sees neighbours across corners and planes', () => {
  expect(seedPixels([2, 2, 2], [5, 1, 1, 1, 1, 1, 1, 6], Array(8).fill(1) as number[], 0)).toEqual([
    [7, 1],
  ])
})
