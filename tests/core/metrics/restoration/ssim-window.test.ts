import { expect, test } from 'vitest'
import {
  gaussianWindow,
  slide,
  uniformWindow,
} from '../../../../src-main/core/metrics/restoration/ssim-window.ts'

test('a Gaussian of σ 1.5 truncated at 3.5 has 11 symmetric taps of sum 1', () => {
  const { size, weights } = gaussianWindow(1.5)
  expect(size).toBe(11)
  expect(weights!.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1, 15)
  expect(weights![4]).toBe(weights![6])
  expect(weights![5]! / weights![4]!).toBeCloseTo(Math.exp(1 / 4.5), 13)
  expect(weights![5]! / weights![0]!).toBeCloseTo(Math.exp(25 / 4.5), 9)
})

test('the radius is truncate · σ, rounded', () => {
  expect(gaussianWindow(2.5).size).toBe(19)
  expect(gaussianWindow(1).size).toBe(9)
  expect(gaussianWindow(1.5, 2).size).toBe(7)
})

test('equal weights: running means along the innermost axis and across rows', () => {
  const source = Float64Array.of(1, 2, 6, 3, 0, 9, 9, 0)
  const along = new Float64Array(4)
  slide(source, along, [2, 4, 1], uniformWindow(3))
  expect([...along]).toEqual([3, 11 / 3, 6, 6])
  const across = new Float64Array(4)
  slide(Float64Array.of(1, 10, 2, 20, 6, 60, 4, 40), across, [1, 4, 2], uniformWindow(3))
  expect([...across]).toEqual([3, 30, 4, 40])
})

test('an impulse spreads as the weights, unrolled or not, in both directions', () => {
  for (const window of [gaussianWindow(1.5), gaussianWindow(1)]) {
    const { size, weights } = window
    const length = 2 * size - 1
    const row = new Float64Array(2 * length)
    row[length + size - 1] = 1 // in the second block
    const along = new Float64Array(2 * size)
    slide(row, along, [2, length, 1], window)
    expect([...along.subarray(0, size)]).toEqual(new Array(size).fill(0))
    expect([...along.subarray(size)]).toEqual([...weights!])
    const column = new Float64Array(2 * length * 3)
    column[(length + size - 1) * 3 + 1] = 1
    const across = new Float64Array(2 * size * 3)
    slide(column, across, [2, length, 3], window)
    expect([...across.filter((_, i) => i % 3 === 1)]).toEqual([
      ...new Array<number>(size).fill(0),
      ...weights!,
    ])
    expect(across.filter((_, i) => i % 3 !== 1).every((value) => value === 0)).toBe(true)
  }
})
