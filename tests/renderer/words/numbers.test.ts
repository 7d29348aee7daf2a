import { describe, expect, test } from 'vitest'
import {
  countOf,
  formatCount,
  formatDifference,
  formatInterval,
  formatP,
  formatPercent,
  formatReal,
  formatValue,
} from '../../../src-renderer/words/numbers.ts'

describe('numbers', () => {
  test('have true minus signs, infinities as signs and no negative zero', () => {
    expect(formatReal(-1.25, 1)).toBe('−1.3')
    expect(formatReal('Infinity', 2)).toBe('∞')
    expect(formatReal(-0.001, 2)).toBe('0.00')
  })
  test('differences say their direction, except where they round to nothing', () => {
    expect(formatDifference(0.12, 2)).toBe('+0.12')
    expect(formatDifference(-0.12, 2)).toBe('−0.12')
    expect(formatDifference(0.001, 2)).toBe('0.00')
  })
  test('an interval without a bound has a dash there', () => {
    expect(formatInterval(0.5, null, 1)).toBe('[0.5, –]')
  })
  test('small p are bounded, never zero', () => {
    expect(formatP(0.0000001)).toBe('< 0.001')
    expect(formatP(0.0312)).toBe('0.031')
  })
  test('pixel values are short and exact for whole numbers', () => {
    expect(formatValue(65535)).toBe('65535')
    expect(formatValue(4294967295)).toBe('4294967295')
    expect(formatValue(0.1 + 0.2)).toBe('0.3')
    expect(formatValue(162.2410431)).toBe('162.241')
    expect(formatValue(Number.NaN)).toBe('NaN')
  })
  test('counts agree with their noun', () => {
    expect(countOf(1, 'image')).toBe('1 image')
    expect(countOf(0, 'image')).toBe('0 images')
  })
})

test('large counts are grouped, small shares keep digits', () => {
  expect([9999, 100_000, 1_234_567].map(formatCount)).toEqual([
    '9999',
    '100\u202f000',
    '1\u202f234\u202f567',
  ])
  expect([1.19, 0.5, 0.0093].map(formatPercent)).toEqual(['119 %', '50 %', '0.93 %'])
})
