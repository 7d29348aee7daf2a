/** A histogram as bars of few widths, tall by the logarithm of their counts. Pure. */
import type { PlaneStatistics } from '../../src-main/contract/images.ts'

export interface HistogramBar {
  /** 0 to 1 from left to right. */
  readonly from: number
  readonly to: number
  /** 0 to 1. */
  readonly height: number
  readonly pixels: number
}

/** Neighbouring bins are added up until `most` bars are left. A few pixels still have a visible bar. */
export function histogramBars(
  { counts }: PlaneStatistics['histogram'],
  most: number,
): HistogramBar[] {
  const perBar = Math.max(1, Math.ceil(counts.length / most))
  const sums: number[] = []
  for (let at = 0; at < counts.length; at += perBar)
    sums.push(counts.slice(at, at + perBar).reduce((sum, count) => sum + count, 0))
  const highest = Math.log1p(Math.max(1, ...sums))
  return sums.map((pixels, at) => ({
    from: (at * perBar) / counts.length,
    to: Math.min(1, ((at + 1) * perBar) / counts.length),
    height: Math.log1p(pixels) / highest,
    pixels,
  }))
}

/** Where a value stands between the histogram's ends, 0 to 1; beyond them at the end. */
export function placeInHistogram(
  { min, max }: PlaneStatistics['histogram'],
  value: number,
): number {
  if (!(max > min)) return 0.5
  return Math.min(1, Math.max(0, (value - min) / (max - min)))
}

/** The value at a place from 0 to 1; whole where the histogram's ends are whole and far enough apart. */
export function valueInHistogram(
  { min, max }: PlaneStatistics['histogram'],
  place: number,
): number {
  const value = min + place * (max - min)
  const isWhole = Number.isInteger(min) && Number.isInteger(max) && max - min >= 20
  return isWhole ? Math.round(value) : value
}
