import { expect, test } from 'vitest'
import { firstCrossing } from '../../../../src-main/core/metrics/restoration/ring-crossing.ts'

test('the first crossing is interpolated with the ring before', () => {
  const rings = { correlation: [NaN, 1, 0.5, 0, 1, 0], counts: [], shorterSide: 10 }
  expect(firstCrossing(rings, 0.25)).toEqual({ frequency: 0.25, resolutionPx: 4 })
  const crossing = firstCrossing(rings)!
  expect(crossing.frequency).toBeCloseTo((2 + (0.5 - 1 / 7) / 0.5) / 10, 14)
  expect(firstCrossing(rings, -1)).toBeNull()
})

test('a crossing in the first ring lies at that ring', () => {
  const rings = { correlation: [1, 0, 0], counts: [], shorterSide: 8 }
  expect(firstCrossing(rings)).toEqual({ frequency: 1 / 8, resolutionPx: 8 })
})

const falling = {
  correlation: [1, 1, 0.9, 0.6, 0.45, 0.3, 0.2, 0.1],
  counts: [1, 8, 12, 16, 32, 28, 40, 400],
  shorterSide: 16,
}

test('half-bit and one-bit rise in small rings and are crossed earlier', () => {
  const half = (n: number) => (0.2071 + 1.9102 / Math.sqrt(n)) / (1.2071 + 0.9102 / Math.sqrt(n))
  const [before, after] = [0.45 - half(32), 0.3 - half(28)]
  const crossing = firstCrossing(falling, 'half-bit')!
  expect(before).toBeGreaterThan(0)
  expect(crossing.frequency).toBeCloseTo((4 + before / (before - after)) / 16, 12)
  expect(firstCrossing(falling, 'one-bit')!.frequency).toBeLessThan(crossing.frequency)
})

test('3-sigma passes over rings that are too small to say anything', () => {
  // rings 1 and 2 have thresholds of 1.5 and 1.22; ring 3 has 1.06, ring 4 0.75
  expect(firstCrossing(falling, '3-sigma')).toEqual({ frequency: 4 / 16, resolutionPx: 4 })
})
