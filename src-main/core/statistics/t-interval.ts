/** Mean with its Student t interval: m ± t((1 + level)/2, n - 1) · s / √n. Never clipped. */
import { mean, standardDeviation } from './moments.ts'
import { studentQuantile } from './student-t.ts'

export interface TInterval {
  readonly mean: number
  readonly sd: number
  readonly lower: number
  readonly upper: number
}

/** Needs two finite values at least; all fields but the mean are NaN otherwise. */
export function tInterval(values: readonly number[], level: number): TInterval {
  const centre = mean(values)
  const sd = standardDeviation(values)
  const half = (studentQuantile((1 + level) / 2, values.length - 1) * sd) / Math.sqrt(values.length)
  return { mean: centre, sd, lower: centre - half, upper: centre + half }
}
