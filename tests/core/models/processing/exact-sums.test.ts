import { expect, test } from 'vitest'
import {
  createExactSums,
  isSummedExactly,
} from '../../../../src-main/core/models/processing/exact-sums.ts'
import { randomNumbers } from './pieces.ts'

test('what rounding loses in a plain sum is kept', () => {
  const sums = createExactSums(1)
  sums.add(Float32Array.of(1e30, 1, -1e30), 0)
  // exactly 1/3, and (2e60 + 1)/3 - 1/9 for the numbers as float32 holds them
  const big = BigInt(Math.fround(1e30))
  const variance = Number((6n * big * big + 3n - 1n) / 9n)
  expect(sums.momentsOf(0)).toEqual({ count: 3, mean: 1 / 3, variance })
})

test('the smallest and the largest floats go together', () => {
  const sums = createExactSums(1)
  const smallest = 2 ** -149
  sums.add(Float32Array.of(3.4e38, smallest, -3.4e38, smallest), 0)
  expect(sums.momentsOf(0)!.mean).toBe(smallest / 2)
})

test('order and slicing do not show in the last bit', () => {
  const random = randomNumbers(7)
  const values = Float32Array.from(
    { length: 20_011 },
    () => (random() - 0.5) * 10 ** (random() * 30 - 15),
  )
  const whole = createExactSums(1)
  whole.add(values, 0)
  const sliced = createExactSums(1)
  const backwards = values.toReversed()
  for (
    let start = 0, length = 1;
    start < backwards.length;
    start += length, length = (length * 7) % 5003 || 1
  )
    sliced.add(backwards.subarray(start, start + length), 0)
  expect(sliced.momentsOf(0)).toEqual(whole.momentsOf(0))
})

test('moments of whole numbers are the exact ones, rounded once', () => {
  const random = randomNumbers(3)
  const values = Uint16Array.from({ length: 9000 }, () => random() * 65_536)
  const sum = values.reduce((total, value) => total + BigInt(value), 0n)
  const squares = values.reduce((total, value) => total + BigInt(value) ** 2n, 0n)
  const sums = createExactSums(1)
  sums.add(values, 0)
  const n = BigInt(values.length)
  // both numerators are below 2^53
  expect(sums.momentsOf(0)).toEqual({
    count: values.length,
    mean: Number(sum) / values.length,
    variance: expect.closeTo(Number(n * squares - sum * sum) / Number(n * n), 6) as number,
  })
  const asFloats = createExactSums(1)
  asFloats.add(Float32Array.from(values), 0)
  expect(asFloats.momentsOf(0)).toEqual(sums.momentsOf(0))
})

test('groups are kept apart, and one without values has no moments', () => {
  const sums = createExactSums(3)
  sums.add(Uint8Array.of(1, 3), 0)
  sums.add(Int8Array.of(-5), 2)
  sums.add(Uint8Array.of(5), 0)
  expect(sums.momentsOf(0)).toEqual({ count: 3, mean: 3, variance: 8 / 3 })
  expect(sums.momentsOf(1)).toBeNull()
  expect(sums.momentsOf(2)).toEqual({ count: 1, mean: -5, variance: 0 })
})

test('NaN and infinities come through', () => {
  const momentsOf = (...values: number[]) => {
    const sums = createExactSums(1)
    sums.add(Float32Array.from(values), 0)
    return sums.momentsOf(0)
  }
  expect(momentsOf(1, NaN, 2)).toEqual({ count: 3, mean: NaN, variance: NaN })
  expect(momentsOf(1, Infinity)).toEqual({ count: 2, mean: Infinity, variance: NaN })
  expect(momentsOf(-Infinity, Infinity)).toEqual({ count: 2, mean: NaN, variance: NaN })
})

test('types with more than 24 bits are not taken', () => {
  expect(isSummedExactly(new Float32Array(1))).toBe(true)
  expect(isSummedExactly(new Int16Array(1))).toBe(true)
  expect(isSummedExactly(new Int32Array(1))).toBe(false)
  expect(isSummedExactly(new Float64Array(1))).toBe(false)
})
