import { expect, test } from 'vitest'
import type { Tensor } from '../../../src-main/core/inference/tensor.ts'
import { compareTensors, largestMagnitude } from '../../../src-main/core/models/compare-tensors.ts'

const tensor = (...values: number[]): Tensor => ({
  axes: ['x'],
  shape: [values.length],
  dtype: 'float64',
  data: Float64Array.from(values),
})
const strict = { rtol: 0.1, atol: 0.5, mismatchedPerMillion: 0 }

test('the tolerance grows with the expected value', () => {
  // allowed at 10: 0.5 + 0.1 * 10 = 1.5
  expect(compareTensors(tensor(10, 0), tensor(11.4, 0.4), strict)).toMatchObject({ passed: true })
  const missed = compareTensors(tensor(10, 0), tensor(11.6, 0), strict)
  expect(missed).toMatchObject({ passed: false, mismatched: 1, mismatchedPerMillion: 500_000 })
  expect(missed.maxAbsDifference).toBeCloseTo(1.6, 5)
})

test('as many elements per million may differ as allowed', () => {
  const loose = { ...strict, mismatchedPerMillion: 500_000 }
  expect(compareTensors(tensor(0, 0), tensor(9, 0), loose).passed).toBe(true)
})

test('NaN equals NaN, NaN against a number is a mismatch', () => {
  expect(compareTensors(tensor(Number.NaN), tensor(Number.NaN), strict).passed).toBe(true)
  expect(compareTensors(tensor(1), tensor(Number.NaN), strict)).toMatchObject({
    passed: false,
    maxAbsDifference: Infinity,
  })
})

test('differences below float32 do not count', () => {
  expect(compareTensors(tensor(1), tensor(1 + 1e-12), strict).maxAbsDifference).toBe(0)
})

test('the largest magnitude counts negative values too', () => {
  expect(largestMagnitude(tensor(1, -3, 2))).toBe(3)
})

test('an infinity against a number is a mismatch, whatever the tolerance', () => {
  expect(compareTensors(tensor(Infinity), tensor(5), strict)).toMatchObject({ mismatched: 1 })
  expect(compareTensors(tensor(Infinity), tensor(Infinity), strict)).toMatchObject({
    mismatched: 0,
  })
})

test('the histogram counts finite differences from 0 to the largest', () => {
  const { histogram } = compareTensors(tensor(0, 0, 0, 0, NaN), tensor(0, 1, 2, 64, 3), strict)
  expect(histogram?.max).toBe(64)
  expect(histogram?.counts).toHaveLength(64)
  expect(histogram?.counts.flatMap((count, bin) => (count > 0 ? [[bin, count]] : []))).toEqual([
    [0, 1],
    [1, 1],
    [2, 1],
    [63, 1],
  ])
  expect(compareTensors(tensor(1), tensor(1), strict).histogram).toBeNull()
})

test('what is not finite has no magnitude', () => {
  expect(largestMagnitude(tensor(1, NaN, -3, Infinity))).toBe(3)
})
