/** Paired t test: Student's t of the mean difference. */
import { mean, standardDeviation } from './moments.ts'
import { studentTwoSided } from './student-t.ts'

export interface PairedTResult {
  readonly statistic: number
  readonly degreesOfFreedom: number
  /** Two-sided. NaN where all differences are zero or fewer than two exist. */
  readonly p: number
}

export function pairedTTest(differences: readonly number[]): PairedTResult {
  const n = differences.length
  const statistic = mean(differences) / (standardDeviation(differences) / Math.sqrt(n))
  return { statistic, degreesOfFreedom: n - 1, p: studentTwoSided(statistic, n - 1) }
}
