import { expect, test } from 'vitest'
import { compensatedSum } from '../../../src-main/core/statistics/compensated-sum.ts'

test('sums nothing to 0', () => {
  expect(compensatedSum([])).toBe(0)
})

test('keeps what plain summation loses', () => {
  expect(compensatedSum([1e100, 1, -1e100, 1e-3])).toBe(1.001)
  expect(compensatedSum(new Array<number>(10).fill(0.1))).toBe(1)
})

test('rounds half-way cases by what lies below them', () => {
  expect(compensatedSum([1e16, 1, 1e-16])).toBe(10000000000000002)
  expect(compensatedSum([1, 2 ** -53, 2 ** -106])).toBe(1 + 2 ** -52)
  expect(compensatedSum([1, -(2 ** -54), -(2 ** -107)])).toBe(1 - 2 ** -53)
  expect(compensatedSum([1e16, 1, -1e-16])).toBe(1e16)
  expect(compensatedSum([1, 2 ** -53])).toBe(1)
  expect(compensatedSum([-1, -(2 ** -53), -(2 ** -106)])).toBe(-1 - 2 ** -52)
})

test('what lies below a half-way case may pull either way', () => {
  expect(compensatedSum([1, 2 ** -53, -(2 ** -120)])).toBe(1)
  expect(compensatedSum([-1, -(2 ** -53), 2 ** -120])).toBe(-1)
  expect(compensatedSum([1, -(2 ** -54), 2 ** -120])).toBe(1)
  expect(compensatedSum([-1, 2 ** -54, -(2 ** -120)])).toBe(-1)
})

test('looks on below where the largest values cancel', () => {
  expect(compensatedSum([1e100, 1, 2 ** -53, 2 ** -120, -1e100])).toBe(1 + 2 ** -52)
  expect(compensatedSum([1e100, -1e100])).toBe(0)
})

test('gives the same bits in any order', () => {
  const values = [0.1, 1e10, -3.7, 1e-12, 22.123456789, -1e10, 7e5]
  const sum = compensatedSum(values)
  for (let turn = 1; turn < values.length; turn++) {
    expect(compensatedSum([...values.slice(turn), ...values.slice(0, turn)])).toBe(sum)
  }
  expect(compensatedSum(values.toReversed())).toBe(sum)
})

test('passes infinities and NaN on', () => {
  expect(compensatedSum([1, Infinity, 2])).toBe(Infinity)
  expect(compensatedSum([1, -Infinity])).toBe(-Infinity)
  expect(compensatedSum([Infinity, -Infinity])).toBeNaN()
  expect(compensatedSum([NaN, 1])).toBeNaN()
})
