/** Mean, sample variance and standard deviation (n - 1), independent of the order of the values. */
import { compensatedSum } from './compensated-sum.ts'

/** NaN for no values. */
export function mean(values: readonly number[]): number {
  return compensatedSum(values) / values.length
}

/** Σ(x - mean)² / (n - 1), in two passes; NaN below two values. */
export function variance(values: readonly number[]): number {
  if (values.length < 2) return NaN
  const centre = mean(values)
  return compensatedSum(values.map((value) => (value - centre) ** 2)) / (values.length - 1)
}

/** Square root of the sample variance; NaN below two values. */
export function standardDeviation(values: readonly number[]): number {
  return Math.sqrt(variance(values))
}
