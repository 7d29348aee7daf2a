/** Agreement of two lists: Kendall's τ, Spearman's ρ, Pearson's r, each with a two-sided p. */
import { compensatedSum } from './compensated-sum.ts'
import { mean } from './moments.ts'
import { normalSf } from './normal.ts'
import { averageRanks, tieSizes } from './rank.ts'
import { studentTwoSided } from './student-t.ts'

export interface Correlation {
  readonly coefficient: number
  readonly p: number
}

/** τ-b corrects for ties on either side; p from the normal approximation (scipy `asymptotic`). */
export function kendallTauB(x: readonly number[], y: readonly number[]): Correlation {
  const { score, tiesX, tiesY, pairs } = concordance(x, y)
  const coefficient = score / Math.sqrt((pairs - tiesX) * (pairs - tiesY))
  return { coefficient, p: kendallP(x, y, score) }
}

/** τ-c corrects for unequal numbers of distinct values. */
export function kendallTauC(x: readonly number[], y: readonly number[]): Correlation {
  const { score } = concordance(x, y)
  const classes = Math.min(new Set(x).size, new Set(y).size)
  const coefficient = (2 * score) / (x.length ** 2 * ((classes - 1) / classes))
  return { coefficient, p: kendallP(x, y, score) }
}

/** τ-b with the exact p over all orders; only without ties. */
export function kendallTauExact(x: readonly number[], y: readonly number[]): Correlation {
  const { score, pairs } = concordance(x, y)
  const discordant = (pairs - score) / 2
  const counts = inversionShares(x.length)
  const extreme = Math.min(discordant, pairs - discordant)
  let below = 0
  for (let k = 0; k <= extreme; k++) below += counts[k]!
  return { coefficient: score / pairs, p: Math.min(1, 2 * below) }
}

export function spearman(x: readonly number[], y: readonly number[]): Correlation {
  return pearson(averageRanks(x), averageRanks(y))
}

/** NaN where either side is constant. */
export function pearson(x: readonly number[], y: readonly number[]): Correlation {
  const centreX = mean(x)
  const centreY = mean(y)
  const sxy = compensatedSum(x.map((value, i) => (value - centreX) * (y[i]! - centreY)))
  const sxx = compensatedSum(x.map((value) => (value - centreX) ** 2))
  const syy = compensatedSum(y.map((value) => (value - centreY) ** 2))
  const coefficient = sxy / Math.sqrt(sxx * syy)
  const rest = x.length - 2
  const t = coefficient * Math.sqrt(rest / ((1 - coefficient) * (1 + coefficient)))
  return { coefficient, p: studentTwoSided(t, rest) }
}

/** Concordant minus discordant pairs, and pairs tied on either side. */
function concordance(x: readonly number[], y: readonly number[]) {
  let score = 0
  let tiesX = 0
  let tiesY = 0
  for (let i = 0; i < x.length; i++) {
    for (let j = 0; j < i; j++) {
      const signX = Math.sign(x[i]! - x[j]!)
      const signY = Math.sign(y[i]! - y[j]!)
      score += signX * signY
      if (signX === 0) tiesX++
      if (signY === 0) tiesY++
    }
  }
  return { score, tiesX, tiesY, pairs: (x.length * (x.length - 1)) / 2 }
}

/** Variance of the score with ties on both sides (Kendall 1970, as scipy). */
function kendallP(x: readonly number[], y: readonly number[], score: number): number {
  const n = x.length
  const pairs = n * (n - 1)
  const a = tieSums(x)
  const b = tieSums(y)
  const variance =
    (pairs * (2 * n + 5) - a.cubic - b.cubic) / 18 +
    (a.double * b.double) / (2 * pairs) +
    (a.triple * b.triple) / (9 * pairs * (n - 2))
  return 2 * normalSf(Math.abs(score) / Math.sqrt(variance))
}

function tieSums(values: readonly number[]) {
  const sums = { double: 0, triple: 0, cubic: 0 }
  for (const size of tieSizes(values)) {
    sums.double += size * (size - 1)
    sums.triple += size * (size - 1) * (size - 2)
    sums.cubic += size * (size - 1) * (2 * size + 5)
  }
  return sums
}

/** Share of the n! orders with k inversions. */
function inversionShares(n: number): Float64Array {
  let shares = Float64Array.of(1)
  for (let size = 2; size <= n; size++) {
    const next = new Float64Array(shares.length + size - 1)
    for (let k = 0; k < shares.length; k++) {
      for (let added = 0; added < size; added++) next[k + added]! += shares[k]! / size
    }
    shares = next
  }
  return shares
}
