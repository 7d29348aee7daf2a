import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  fusedProductSum,
  pairwiseMean,
} from '../../../../src-main/core/metrics/restoration/fused-sums.ts'

const doubles = fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 1 })

test('a product is rounded once, with what was added before', () => {
  const third = Float64Array.of(1 / 3, 1 / 3)
  // plain arithmetic loses the error of the product: 1/3 · 1/3 - 1/9 rounded is 0
  const square = (1 / 3) * (1 / 3)
  const sum = fusedProductSum(Float64Array.of(square, 1 / 3), 0, Float64Array.of(-1, 1 / 3), 0)
  expect(sum).not.toBe(0)
  expect(Math.abs(sum)).toBeLessThan(2 ** -56)
  expect(fusedProductSum(third, 0, third, 0)).toBeCloseTo(2 / 9, 15)
})

test('whole numbers add up exactly over every length of blocks', () => {
  for (const length of [1, 383, 384, 385, 767, 768, 769, 1200]) {
    const values = Float64Array.from({ length }, (_, i) => i + 2)
    const exact = values.reduce((sum, value) => sum + (value - 1) * (value - 2), 0)
    expect(fusedProductSum(values, 1, values, 2)).toBe(exact)
  }
})

test('the mean is that of plain sums but for rounding, and exact for whole numbers', () => {
  for (const length of [1, 7, 8, 128, 129, 300, 6400]) {
    const values = Float64Array.from({ length }, (_, i) => i)
    expect(pairwiseMean(values)).toBe((length - 1) / 2)
  }
  fc.assert(
    fc.property(doubles, (values) => {
      const plain = values.reduce((sum, value) => sum + value, 0) / values.length
      expect(pairwiseMean(Float64Array.from(values))).toBeCloseTo(plain, 6)
    }),
  )
})
