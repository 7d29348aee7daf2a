import { expect, test } from 'vitest'
import { resolutionScores } from '../../../../src-main/core/metrics/restoration/resolution-scores.ts'
import { restorationPair } from '../../../../src-main/core/metrics/restoration/restoration-pair.ts'
import { image, pattern } from './patterns.ts'

const value = (score: unknown): number => (score as { value: number }).value
const wave = (y: number, x: number): number => 20 * Math.cos((2 * Math.PI * (2 * x + 3 * y)) / 32)
const [a, b] = [pattern(32, 32, 13), pattern(32, 32, 17)]
const one = image([32, 32], (y, x) => wave(y, x) + a.data[y * 32 + x]!)
const other = image([32, 32], (y, x) => wave(y, x) + b.data[x * 32 + y]!)
const frc = (options: Readonly<Record<string, string | { x: number; y: number }>>) =>
  resolutionScores(restorationPair(one, other, options))['frc']!()

test('micrometres are pixels times their size', () => {
  const px = value(frc({}))
  const um = value(frc({ distanceUnit: 'um', pixelSizeUm: { x: 0.1, y: 0.1 } }))
  expect(px).toBeGreaterThan(2)
  expect(um).toBeCloseTo(px / 10, 12)
})

test('a stricter threshold is crossed at a coarser resolution', () => {
  expect(value(frc({ frcThreshold: 'one-bit' }))).toBeGreaterThanOrEqual(value(frc({})))
})

test('micrometres without a pixel size, pixels that are not square, thresholds that are none', () => {
  expect(() => frc({ distanceUnit: 'um' })).toThrow('need the size of a pixel')
  expect(() => frc({ distanceUnit: 'um', pixelSizeUm: { x: 0.1, y: 0.2 } })).toThrow('not square')
  expect(() => frc({ frcThreshold: '1/2' })).toThrow('1/7, half-bit, one-bit, 3-sigma')
  expect(() => frc({ frcWindow: 'blackman' })).toThrow('hann, hamming, none')
})

test('stacks have no rings', () => {
  const stack = { shape: [2, 8, 8], data: Float64Array.from({ length: 128 }, (_, i) => i) }
  const makers = resolutionScores(restorationPair(stack, stack))
  expect(makers['frc']!()).toEqual({ undefined: 'not-a-plane' })
  expect(makers['decorrelation']!()).toEqual({ undefined: 'not-a-plane' })
})
