import { expect, test } from 'vitest'
import {
  cliffsDelta,
  cohenD,
  mannWhitneyApproximation,
  mannWhitneyExact,
  varghaDelaneyA,
} from '../../../src-main/core/statistics/two-samples.ts'
import { expectClose } from './close.ts'

const x = [1.2, 3.4, 2.2, 5.1, 4.4]
const y = [2.1, 3.9, 3.0, 6.2, 5.5, 4.1]

test('Mann-Whitney without ties (scipy mannwhitneyu)', () => {
  const approximate = mannWhitneyApproximation(x, y)
  expect(approximate.u).toBe(11)
  expectClose(approximate.p, 0.5228166539190886)
  const exact = mannWhitneyExact(x, y)
  expect(exact.u).toBe(11)
  expectClose(exact.p, 0.5367965367965368)
  expectClose(mannWhitneyExact(y, x).p, 0.5367965367965368)
})

test('Mann-Whitney with ties (scipy asymptotic)', () => {
  const result = mannWhitneyApproximation([1, 2, 2, 3, 5], [2, 3, 3, 4, 6, 7])
  expect(result.u).toBe(7)
  expectClose(result.p, 0.16304505585423734)
  const other = mannWhitneyApproximation([1, 2, 2, 9], [0, 2, 3])
  expect(other.u).toBe(7)
  expectClose(other.p, 0.8544450676295319)
})

test('fully apart: the smallest p there is; equal: 1', () => {
  expectClose(mannWhitneyExact([1, 2, 3], [4, 5, 6]).p, 0.1)
  expect(mannWhitneyApproximation([1, 2], [1, 2]).p).toBe(1)
})

test('effect sizes count pairs, ties half', () => {
  expect(varghaDelaneyA([1, 2], [1, 0])).toBe(0.875)
  expect(cliffsDelta([1, 2], [1, 0])).toBe(0.75)
  expect(cliffsDelta([0, 0], [1, 1])).toBe(-1)
})

test('Cohen d pools the variances', () => {
  // variances 1 and 4 with 2 and 2 degrees of freedom
  expectClose(cohenD([1, 2, 3], [4, 6, 8]), -4 / Math.sqrt(2.5))
  expectClose(cohenD([1, 2, 3], [4, 6]), -3 / Math.sqrt(4 / 3))
})
