/** Least-squares line through points, with the interval and the test of its slope. */
import { compensatedSum } from './compensated-sum.ts'
import { mean } from './moments.ts'
import { studentQuantile, studentTwoSided } from './student-t.ts'

export interface Slope {
  readonly slope: number
  readonly intercept: number
  readonly lower: number
  readonly upper: number
  /** Two-sided, of a slope of zero; t with n - 2 degrees of freedom. */
  readonly p: number
}

/** Null below three points, and where all x are equal. */
export function slopeOf(x: readonly number[], y: readonly number[], level = 0.95): Slope | null {
  const n = x.length
  if (n < 3) return null
  const [centreX, centreY] = [mean(x), mean(y)]
  const sxx = compensatedSum(x.map((value) => (value - centreX) ** 2))
  if (sxx === 0) return null
  const sxy = compensatedSum(x.map((value, i) => (value - centreX) * (y[i]! - centreY)))
  const slope = sxy / sxx
  const intercept = centreY - slope * centreX
  const residuals = compensatedSum(y.map((value, i) => (value - intercept - slope * x[i]!) ** 2))
  const error = Math.sqrt(residuals / (n - 2) / sxx)
  const reach = studentQuantile((1 + level) / 2, n - 2) * error
  const p = error === 0 ? (slope === 0 ? 1 : 0) : studentTwoSided(slope / error, n - 2)
  return { slope, intercept, lower: slope - reach, upper: slope + reach, p }
}
