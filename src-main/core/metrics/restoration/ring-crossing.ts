/** Where a Fourier ring correlation falls below its threshold: the resolution of the pair. */
import type { RingCorrelation } from './fourier-ring-correlation.ts'

export interface RingCrossing {
  /** Cycles per pixel. */
  readonly frequency: number
  /** Its period. */
  readonly resolutionPx: number
}

export const frcThresholds = ['1/7', 'half-bit', 'one-bit', '3-sigma'] as const
export type FrcThreshold = (typeof frcThresholds)[number]

/** By the number n of Fourier pixels in a ring (van Heel & Schatz 2005). */
const thresholds: Readonly<Record<FrcThreshold, (n: number) => number>> = {
  '1/7': () => 1 / 7,
  'half-bit': (n) => (0.2071 + 1.9102 / Math.sqrt(n)) / (1.2071 + 0.9102 / Math.sqrt(n)),
  'one-bit': (n) => (0.5 + 2.4142 / Math.sqrt(n)) / (1.5 + 1.4142 / Math.sqrt(n)),
  // of n pixels half are independent: the image is real
  '3-sigma': (n) => 3 / Math.sqrt(n / 2),
}

/**
 * First ring from 1 on below the threshold, interpolated with the ring before; null if none. Rings so small that
 * their threshold is 1 or more can say nothing and are passed over.
 */
export function firstCrossing(
  { correlation, counts, shorterSide }: RingCorrelation,
  threshold: FrcThreshold | number = '1/7',
): RingCrossing | null {
  const levelOf = (ring: number): number =>
    typeof threshold === 'number' ? threshold : thresholds[threshold](counts[ring]!)
  const above = (ring: number): number => correlation[ring]! - levelOf(ring)
  const ring = correlation.findIndex((_, q) => q >= 1 && levelOf(q) < 1 && above(q) < 0)
  if (ring < 0) return null
  const [before, after] = [above(ring - 1), above(ring)]
  const share = ring > 1 && before > after && before >= 0 ? before / (before - after) : 1
  const place = ring - 1 + share
  return { frequency: place / shorterSide, resolutionPx: shorterSide / place }
}
