import { expect, test } from 'vitest'
import {
  fourierRingCorrelation,
  fourierRingCorrelationMiplib,
} from '../../../../src-main/core/metrics/restoration/fourier-ring-correlation.ts'
import { image, pattern } from './patterns.ts'

test('an image agrees with itself in every ring, inverted it disagrees', () => {
  const one = pattern(24, 20, 13)
  const inverted = { ...one, data: one.data.map((value) => -value) }
  for (const window of ['none', 'hann', 'hamming'] as const) {
    const same = fourierRingCorrelation(one, one, window).correlation.slice(1)
    expect(same.every((value) => Math.abs(value - 1) < 1e-12)).toBe(true)
    const opposite = fourierRingCorrelation(one, inverted, window).correlation.slice(1)
    expect(opposite.every((value) => Math.abs(value + 1) < 1e-12)).toBe(true)
  }
})

test('rings of a square image hold 1, 8, 12, 16 pixels', () => {
  const one = pattern(16, 16, 13)
  expect(fourierRingCorrelation(one, one).counts.slice(0, 4)).toEqual([1, 8, 12, 16])
  expect(fourierRingCorrelation(one, one).counts).toHaveLength(9)
})

test('rings follow physical frequency where sides differ', () => {
  const { counts, shorterSide } = fourierRingCorrelation(pattern(4, 8, 3), pattern(4, 8, 3))
  expect(shorterSide).toBe(4)
  // fx steps by a half: ring 0 holds fx 0 and fy 0 alone (0.5 rounds up)
  expect(counts[0]).toBe(1)
  expect(counts).toHaveLength(3)
  expect(counts[1]).toBe(COUNT_1)
})

test('waves in different rings: shared one agrees, others do not', () => {
  const wave =
    (k: number, phase = 0) =>
    (y: number, x: number) =>
      Math.cos((2 * Math.PI * k * x) / 16 + phase) + Math.cos((2 * Math.PI * 2 * y) / 16)
  const { correlation } = fourierRingCorrelation(
    image([16, 16], wave(5)),
    image([16, 16], wave(5, Math.PI / 2)),
    'none',
  )
  expect(correlation[2]).toBeCloseTo(1, 9)
  expect(Math.abs(correlation[5]!)).toBeLessThan(1e-9)
})

test('miplib keeps means and floors rings, so that DC is a ring that agrees', () => {
  const one = pattern(16, 16, 13)
  const { correlation, counts } = fourierRingCorrelationMiplib(one, one)
  expect(correlation).toHaveLength(8)
  expect(counts.slice(0, 2)).toEqual([1, 8])
  expect(correlation.every((value) => Math.abs(value - 1) < 1e-12)).toBe(true)
})

const COUNT_1 = 14 // numpy: 1, 14, 14
