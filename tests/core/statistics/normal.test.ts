import { expect, test } from 'vitest'
import {
  normalCdf,
  normalPdf,
  normalQuantile,
  normalSf,
} from '../../../src-main/core/statistics/normal.ts'
import { expectClose } from './close.ts'

test('the distribution function keeps its precision far out (scipy norm)', () => {
  expectClose(normalCdf(1.96), 0.9750021048517795)
  expectClose(normalCdf(-8), 6.22096057427174e-16)
  expectClose(normalSf(3), 0.0013498980316300933)
  expect(normalCdf(0)).toBe(0.5)
})

test('the density', () => {
  expectClose(normalPdf(0), 1 / Math.sqrt(2 * Math.PI))
  expectClose(normalPdf(-2), Math.exp(-2) / Math.sqrt(2 * Math.PI))
})

test('quantiles (scipy norm.ppf)', () => {
  expectClose(normalQuantile(0.975), 1.959963984540054)
  expectClose(normalQuantile(0.025), -1.959963984540054)
  expectClose(normalQuantile(1e-10), -6.361340902404056)
  expectClose(normalQuantile(0.3), -0.5244005127080409)
  expect(Math.abs(normalQuantile(0.5))).toBeLessThan(1e-15)
})

test('quantiles far up are those far down, to the last bit', () => {
  for (const tail of [2 ** -53, 2 ** -40, 2 ** -20, 0.125]) {
    expect(normalQuantile(1 - tail)).toBe(-normalQuantile(tail))
  }
})

test('quantiles at and beyond the ends', () => {
  expect(normalQuantile(0)).toBe(-Infinity)
  expect(normalQuantile(1)).toBe(Infinity)
  expect(normalQuantile(1.1)).toBeNaN()
  expect(normalQuantile(-0.1)).toBeNaN()
})
