import { describe, expect, test } from 'vitest'
import {
  histogramBars,
  placeInHistogram,
  valueInHistogram,
} from '../../../src-renderer/words/histogram-bars.ts'

describe('bars', () => {
  test('add up neighbouring bins and lose no pixel', () => {
    const counts = Array.from({ length: 1000 }, (_, at) => at % 7)
    const bars = histogramBars({ min: 0, max: 999, counts }, 140)
    expect(bars.length).toBeLessThanOrEqual(140)
    const total = counts.reduce((sum, count) => sum + count, 0)
    expect(bars.reduce((sum, bar) => sum + bar.pixels, 0)).toBe(total)
    expect([bars[0]?.from, bars.at(-1)?.to]).toEqual([0, 1])
  })
  test('show a single pixel beside a million, and nothing where there is none', () => {
    const bars = histogramBars({ min: 0, max: 2, counts: [1_000_000, 0, 1] }, 140)
    expect(bars.map(({ height }) => height)).toEqual([1, 0, expect.closeTo(0.05, 2)])
  })
})

describe('places and values', () => {
  test('are each other’s inverse, whole for whole numbers', () => {
    const histogram = { min: 100, max: 1100, counts: [1] }
    expect(placeInHistogram(histogram, 600)).toBe(0.5)
    expect(valueInHistogram(histogram, 0.50049)).toBe(600)
    expect(valueInHistogram({ min: 0, max: 1, counts: [1] }, 0.25)).toBe(0.25)
  })
  test('values beyond the ends stand at the ends; one value stands in the middle', () => {
    const histogram = { min: 100, max: 1100, counts: [1] }
    expect(placeInHistogram(histogram, -5)).toBe(0)
    expect(placeInHistogram(histogram, 9000)).toBe(1)
    expect(placeInHistogram({ min: 7, max: 7, counts: [1] }, 7)).toBe(0.5)
  })
})
