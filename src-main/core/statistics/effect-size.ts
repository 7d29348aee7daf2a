/** How large a paired difference is, beside whether it is there: effect sizes and the sign test. */
import { mean, standardDeviation } from './moments.ts'
import { median } from './quantile.ts'

export interface EffectSizes {
  readonly mean: number
  readonly median: number
  /** Mean difference in standard deviations of the differences. */
  readonly cohenDz: number
  /** Median of all averages of two differences, each with itself included. */
  readonly hodgesLehmann: number
}

export function effectSizes(differences: readonly number[]): EffectSizes {
  const centre = mean(differences)
  const walsh = differences.flatMap((a, i) => differences.slice(i).map((b) => (a + b) / 2))
  return {
    mean: centre,
    median: median(differences),
    cohenDz: centre / standardDeviation(differences),
    hodgesLehmann: median(walsh),
  }
}

/** Two-sided binomial test of the signs; zeros take no part. */
export function signTest(differences: readonly number[]): {
  readonly pos: number
  readonly neg: number
  readonly p: number
} {
  const pos = differences.filter((difference) => difference > 0).length
  const neg = differences.filter((difference) => difference < 0).length
  const n = pos + neg
  let share = 0.5 ** n // of n coin throws with k heads
  let below = 0
  for (let k = 0; k <= Math.min(pos, neg); k++) {
    below += share
    share *= (n - k) / (k + 1)
  }
  return { pos, neg, p: Math.min(1, 2 * below) }
}
