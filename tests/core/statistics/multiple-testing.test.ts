import { expect, test } from 'vitest'
import {
  adjustUpwards,
  benjaminiHochberg,
  benjaminiYekutieli,
  bonferroni,
  holmSidak,
  hommel,
} from '../../../src-main/core/statistics/multiple-testing.ts'
import { expectClose } from './close.ts'

const p = [0.04, 0.001, 0.6, 0.02]

function expectAll(actual: readonly number[], expected: readonly number[]): void {
  expect(actual.length).toBe(expected.length)
  actual.forEach((value, i) => {
    expectClose(value, expected[i]!)
  })
}

test('Bonferroni multiplies by the number of tests, at most 1', () => {
  expectAll(bonferroni(p), [0.16, 0.004, 1, 0.08])
})

test('Holm-Šidák: 1 - (1 - p)^(m - k + 1), never falling', () => {
  expectAll(holmSidak(p), [1 - 0.96 ** 2, 1 - 0.999 ** 4, 0.6, 1 - 0.98 ** 3])
  expectAll(holmSidak([0.3, 0.31]), [1 - 0.7 ** 2, 1 - 0.7 ** 2])
})

test('Benjamini-Hochberg: p m / place, never rising from the end', () => {
  expectAll(benjaminiHochberg(p), [0.16 / 3, 0.004, 0.6, 0.04])
  expectAll(benjaminiHochberg([0.03, 0.031, 0.032]), [0.032, 0.032, 0.032])
})

test('Benjamini-Yekutieli: times the harmonic number, at most 1', () => {
  const harmonic = 1 + 1 / 2 + 1 / 3 + 1 / 4
  expectAll(benjaminiYekutieli(p), [(0.16 / 3) * harmonic, 0.004 * harmonic, 1, 0.04 * harmonic])
})

test('Hommel lies between Holm and the raw values (R p.adjust, worked by hand)', () => {
  // 0.01, 0.02, 0.022: Simes over all three 0.022; each pair with the largest likewise.
  expectAll(hommel([0.022, 0.01, 0.02]), [0.022, 0.022, 0.022])
  expectAll(hommel([0.01, 0.5]), [0.02, 0.5])
  expectAll(hommel([0.5, 0.01]), [0.5, 0.02])
  expect(hommel([0.3])).toEqual([0.3])
})

test('Hommel is the largest Simes p over all sets of tests that hold the test', () => {
  // Worked out over all 2^m - 1 sets.
  expectAll(hommel([0.4, 0.01, 0.02, 0.3, 0.04]), [0.4, 0.05, 0.08, 0.4, 0.12])
  expectAll(hommel(p), [0.08, 0.004, 0.6, 0.06])
  expectAll(hommel([0.01, 0.011, 0.5, 0.045, 0.03, 0.7]), [0.05, 0.055, 0.7, 0.135, 0.09, 0.7])
})

test('stepwise adjustment starts at the smallest p and never falls or passes 1', () => {
  expect(adjustUpwards([0.5, 0.1, 0.3], (value, k) => value * (3 - k))).toEqual([
    0.6, 0.30000000000000004, 0.6,
  ])
  expect(adjustUpwards([0.9, 0.8], (value) => value * 5)).toEqual([1, 1])
})
