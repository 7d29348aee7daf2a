/** Two independent samples: Mann-Whitney's U and effect sizes. */
import { mean, variance } from './moments.ts'
import { normalSf } from './normal.ts'
import { averageRanks, tieSizes } from './rank.ts'

export interface MannWhitneyResult {
  /** U of the first sample: pairs in which x is larger, ties half. */
  readonly u: number
  readonly p: number
}

/** Two-sided, normal approximation with tie and continuity corrections (scipy `asymptotic`). */
export function mannWhitneyApproximation(
  x: readonly number[],
  y: readonly number[],
): MannWhitneyResult {
  const u = statisticU(x, y)
  const pairs = x.length * y.length
  const n = x.length + y.length
  const tied = tieSizes([...x, ...y]).reduce((sum, size) => sum + size ** 3 - size, 0)
  const spread = Math.sqrt((pairs / 12) * (n + 1 - tied / (n * (n - 1))))
  const z = (Math.max(u, pairs - u) - pairs / 2 - 0.5) / spread
  return { u, p: Math.min(1, 2 * normalSf(z)) }
}

/** Two-sided, exact distribution of U without ties. */
export function mannWhitneyExact(x: readonly number[], y: readonly number[]): MannWhitneyResult {
  const u = statisticU(x, y)
  const pairs = x.length * y.length
  const distribution = distributionU(x.length, y.length)
  const extreme = Math.min(u, pairs - u)
  let below = 0
  for (let k = 0; k <= extreme; k++) below += distribution[k]!
  return { u, p: Math.min(1, 2 * below) }
}

/** P(x > y) - P(x < y). */
export function cliffsDelta(x: readonly number[], y: readonly number[]): number {
  return 2 * varghaDelaneyA(x, y) - 1
}

/** P(x > y) + P(x = y) / 2. */
export function varghaDelaneyA(x: readonly number[], y: readonly number[]): number {
  return statisticU(x, y) / (x.length * y.length)
}

/** Difference of means in pooled standard deviations. */
export function cohenD(x: readonly number[], y: readonly number[]): number {
  const pooled =
    ((x.length - 1) * variance(x) + (y.length - 1) * variance(y)) / (x.length + y.length - 2)
  return (mean(x) - mean(y)) / Math.sqrt(pooled)
}

function statisticU(x: readonly number[], y: readonly number[]): number {
  const ranks = averageRanks([...x, ...y])
  const sum = ranks.slice(0, x.length).reduce((total, rank) => total + rank, 0)
  return sum - (x.length * (x.length + 1)) / 2
}

/** P(U = u): Gaussian binomial coefficients, one factor (1 - q^(m+k)) / (1 - q^k) after the other. */
function distributionU(n: number, m: number): Float64Array {
  const counts = new Float64Array(n * m + 1)
  counts[0] = 1
  for (let k = 1; k <= n; k++) {
    for (let u = n * m; u >= m + k; u--) counts[u]! -= counts[u - m - k]!
    for (let u = k; u <= n * m; u++) counts[u]! += counts[u - k]!
  }
  const total = counts.reduce((sum, count) => sum + count, 0)
  return counts.map((count) => count / total)
}
