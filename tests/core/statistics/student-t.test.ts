import { expect, test } from 'vitest'
import {
  studentCdf,
  studentPdf,
  studentQuantile,
  studentTwoSided,
} from '../../../src-main/core/statistics/student-t.ts'
import { expectClose } from './close.ts'

test.each([
  [0.975, 1, Math.tan(Math.PI * 0.475)],
  [0.9, 1, Math.tan(Math.PI * 0.4)],
  [0.975, 2, 0.95 / Math.sqrt(2 * 0.975 * 0.025)],
  [0.7, 2, 0.4 / Math.sqrt(2 * 0.7 * 0.3)],
  [0.2, 2, -0.6 / Math.sqrt(2 * 0.2 * 0.8)],
])('quantile %f with %i degrees of freedom, in closed form', (probability, df, expected) => {
  expectClose(studentQuantile(probability, df), expected)
})

test.each([
  [0.975, 9, 2.2621571627409915],
  [0.9, 2.5, 1.730250928807177],
  [0.0005, 4, -8.610301581379652],
  [0.975, 1000, 1.9623390808264074],
])(
  'quantile %f with %f degrees of freedom (scipy t.ppf, which is good to 1e-10)',
  (probability, df, expected) => {
    expectClose(studentQuantile(probability, df), expected, 1e-10)
  },
)

test('the quantile is the inverse of the distribution function', () => {
  for (const df of [1, 2, 3, 7, 30, 200]) {
    for (const probability of [0.501, 0.6, 0.9, 0.999]) {
      expectClose(studentCdf(studentQuantile(probability, df), df), probability, 2e-12)
    }
  }
})

test('quantiles in the middle and outside', () => {
  expect(studentQuantile(0.5, 3)).toBe(0)
  expect(studentQuantile(0, 3)).toBeNaN()
  expect(studentQuantile(1, 3)).toBeNaN()
})

test('the distribution function (scipy t.cdf)', () => {
  expectClose(studentCdf(2.262157, 9), 0.9749999933477842)
  expectClose(studentCdf(-1, 1), 0.25)
  expectClose(studentCdf(1, 1), 0.75)
  expect(studentCdf(0, 5)).toBe(0.5)
})

test('the density (scipy t.pdf)', () => {
  expectClose(studentPdf(1.5, 7), 0.12626306128596107)
})

test('two-sided p of infinite and undefined statistics', () => {
  expect(studentTwoSided(Infinity, 4)).toBe(0)
  expect(studentTwoSided(-Infinity, 4)).toBe(0)
  expect(studentTwoSided(NaN, 4)).toBeNaN()
  expectClose(studentTwoSided(7.354799, 9), 4.3052e-5, 1e-4)
})
