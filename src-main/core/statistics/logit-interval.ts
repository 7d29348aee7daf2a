/**
 * Interval of a mean of scores between two bounds: Student's t on the logit of the mean, with the standard
 * error carried over by its derivative (delta method), turned back. It leans away from the nearer bound as
 * the distribution of such means does, and cannot leave the bounds, so nothing is ever clipped.
 */
import { mean, standardDeviation } from './moments.ts'
import { studentQuantile } from './student-t.ts'

/**
 * With p = (mean - low) / (high - low): logit p ± t((1 + level)/2, n - 1) · s / (√n (high - low) p (1 - p)).
 * Needs two values at least, all within the bounds; where all are equal the interval has no width.
 */
export function logitInterval(
  values: readonly number[],
  [low, high]: readonly [low: number, high: number],
  level: number,
): { readonly lower: number; readonly upper: number } {
  const centre = mean(values)
  const sd = standardDeviation(values)
  if (sd === 0) return { lower: centre, upper: centre }
  const width = high - low
  const share = (centre - low) / width
  const spread = studentQuantile((1 + level) / 2, values.length - 1) * (sd / width)
  const reach = spread / (Math.sqrt(values.length) * share * (1 - share))
  const logit = Math.log(share / (1 - share))
  const back = (place: number): number => low + width / (1 + Math.exp(-place))
  return { lower: back(logit - reach), upper: back(logit + reach) }
}
