import { expect, test } from 'vitest'
import {
  pairsOf,
  samplesForDifference,
  samplesForHalfWidth,
  samplesToRank,
  smallestP,
  toolsComparable,
} from '../../../src-main/core/statistics/sample-size.ts'

test.each([
  [0.03, 0.005, 141],
  [0.03, 0.01, 38],
  [0.05, 0.01, 99],
  [0.1, 0.02, 99],
])('SD %f, half-width %f: n %i', (sd, halfWidth, n) => {
  expect(samplesForHalfWidth(sd, halfWidth)).toBe(n)
})

test.each([
  [0.2, 199],
  [0.3, 90],
  [0.5, 34],
  [0.8, 15],
  [1, 10],
])('a difference of %f SD: n %i', (effect, n) => {
  expect(samplesForDifference(effect)).toBe(n)
  expect(samplesForDifference(-effect)).toBe(n)
})

test('two samples at least, null where no number would do', () => {
  expect(samplesForHalfWidth(0.001, 10)).toBe(2)
  expect(samplesForDifference(0)).toBeNull()
  expect(samplesForDifference(NaN)).toBeNull()
  expect(samplesForDifference(1e-6)).toBeNull()
  expect(samplesForHalfWidth(1, 1e-9)).toBeNull()
})

test('a stricter alpha or more power needs more', () => {
  expect(samplesForDifference(0.5, { alpha: 0.01 })).toBe(51)
  expect(samplesForDifference(0.5, { power: 0.9 })).toBe(44)
})

test.each([
  [5, 0.0625, 0],
  [6, 0.03125, 2],
  [7, 0.015625, 3],
  [8, 0.0078125, 4],
  [9, 0.00390625, 5],
  [10, 0.001953125, 7],
])('n = %i: smallest p %f, tools comparable %i', (n, p, tools) => {
  expect(smallestP(n)).toBe(p)
  expect(toolsComparable(n)).toBe(tools)
})

test('p is never above 1, and alpha itself is not enough', () => {
  expect(smallestP(0)).toBe(1)
  expect(toolsComparable(6, 0.03125)).toBe(0)
  // Three tools, three pairs: 3 · 2 / 2⁷
  expect(toolsComparable(7, 0.046875)).toBe(2)
})

test.each([
  [2, 6],
  [3, 7],
  [4, 8],
  [5, 9],
  [7, 10],
  [8, 11],
])('%i tools need %i samples', (tools, n) => {
  expect(samplesToRank(tools)).toBe(n)
})

test('pairs of k tools', () => {
  expect([2, 3, 4, 7].map(pairsOf)).toEqual([1, 3, 6, 21])
})
