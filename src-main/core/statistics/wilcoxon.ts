/**
 * Wilcoxon's signed-rank test of paired differences, exact by default: the distribution of the
 * rank sum over all 2ⁿ sign flips, ties included (their shared ranks are flipped as they are).
 */
import { TouchstoneError } from '../errors.ts'
import { normalCdf, normalSf } from './normal.ts'
import { averageRanks, tieSizes } from './rank.ts'

/** Zero differences: dropped, ranked and then dropped (Pratt), or ranked and split between the sides. */
export type ZeroRule = 'wilcox' | 'pratt' | 'zsplit'
export type Alternative = 'two-sided' | 'greater' | 'less'

export interface WilcoxonOptions {
  readonly zeros?: ZeroRule
  readonly alternative?: Alternative
}

export interface WilcoxonResult {
  /** Sums of the ranks of positive and of negative differences. */
  readonly wPlus: number
  readonly wMinus: number
  /** Differences other than zero. */
  readonly n: number
  readonly zeros: number
  readonly p: number
  readonly method: 'exact' | 'normal-approximation'
}

/** Above this many differences the normal approximation stands in; the result says so. */
export const exactLimit = 200

/** Default: two-sided, zeros dropped. Without any non-zero difference p is 1. */
export function wilcoxonSignedRank(
  differences: readonly number[],
  options: WilcoxonOptions = {},
): WilcoxonResult {
  const { zeros = 'wilcox', alternative = 'two-sided' } = options
  const ranked = signedRanks(differences, zeros)
  const counts = { n: ranked.ranks.length, zeros: ranked.zeros }
  const sums = { wPlus: ranked.wPlus, wMinus: ranked.wMinus }
  if (counts.n > exactLimit) {
    const { p } = wilcoxonApproximation(differences, { ...options, continuityCorrection: true })
    return { ...sums, ...counts, p, method: 'normal-approximation' }
  }
  return { ...sums, ...counts, p: exactP(ranked, alternative), method: 'exact' }
}

/** Normal approximation with tie correction, as scipy 1.10 `mode='approx'`. */
export function wilcoxonApproximation(
  differences: readonly number[],
  options: WilcoxonOptions & { readonly continuityCorrection?: boolean } = {},
): { readonly statistic: number; readonly z: number; readonly p: number } {
  const {
    zeros: rule = 'wilcox',
    alternative = 'two-sided',
    continuityCorrection = false,
  } = options
  const { wPlus, wMinus, zeros, ranks, allRanks } = signedRanks(differences, rule)
  const count = allRanks.length
  let expected = (count * (count + 1)) / 4
  let spread = count * (count + 1) * (2 * count + 1)
  if (rule === 'pratt') {
    expected -= (zeros * (zeros + 1)) / 4
    spread -= zeros * (zeros + 1) * (2 * zeros + 1)
  }
  for (const size of tieSizes(rule === 'pratt' ? ranks : allRanks)) {
    spread -= (size * (size * size - 1)) / 2
  }
  const statistic = alternative === 'two-sided' ? Math.min(wPlus, wMinus) : wPlus
  const shift = continuityCorrection ? correction(statistic - expected, alternative) : 0
  const z = (statistic - expected - shift) / Math.sqrt(spread / 24)
  if (alternative === 'greater') return { statistic, z, p: normalSf(z) }
  if (alternative === 'less') return { statistic, z, p: normalCdf(z) }
  return { statistic, z, p: 2 * normalSf(Math.abs(z)) }
}

function correction(deviation: number, alternative: Alternative): number {
  if (alternative === 'greater') return 0.5
  if (alternative === 'less') return -0.5
  return 0.5 * Math.sign(deviation)
}

interface SignedRanks {
  readonly wPlus: number
  readonly wMinus: number
  readonly zeros: number
  /** Ranks of the non-zero differences, and of everything that was ranked. */
  readonly ranks: readonly number[]
  readonly allRanks: readonly number[]
}

function signedRanks(differences: readonly number[], rule: ZeroRule): SignedRanks {
  const bad = differences.find((difference) => !Number.isFinite(difference))
  if (bad !== undefined) {
    throw new TouchstoneError(
      'bad-request',
      `The signed-rank test needs finite differences, not ${bad}.`,
    )
  }
  const zeros = differences.filter((difference) => difference === 0).length
  const kept =
    rule === 'wilcox' ? differences.filter((difference) => difference !== 0) : differences
  const allRanks = averageRanks(kept.map(Math.abs))
  let wPlus = 0
  let wMinus = 0
  const ranks: number[] = []
  kept.forEach((difference, i) => {
    const rank = allRanks[i]!
    if (difference > 0) wPlus += rank
    else if (difference < 0) wMinus += rank
    else if (rule === 'zsplit') {
      wPlus += rank / 2
      wMinus += rank / 2
    }
    if (difference !== 0) ranks.push(rank)
  })
  return { wPlus, wMinus, zeros, ranks, allRanks }
}

/** Doubled ranks are whole numbers, so that the distribution is a table over their sums. */
function exactP(ranked: SignedRanks, alternative: Alternative): number {
  const distribution = flipDistribution(ranked.ranks.map((rank) => 2 * rank))
  const total = distribution.length - 1
  // Halves of split zeros stand on both sides and cancel in the difference.
  const plus = total / 2 + (ranked.wPlus - ranked.wMinus)
  const lower = tail(distribution, plus)
  const upper = tail(distribution, total - plus)
  if (alternative === 'greater') return upper
  if (alternative === 'less') return lower
  return Math.min(1, 2 * Math.min(lower, upper))
}

/** P(sum of a random half of the numbers = k) for k = 0 .. their sum. */
function flipDistribution(numbers: readonly number[]): Float64Array {
  const total = numbers.reduce((sum, number) => sum + number, 0)
  const distribution = new Float64Array(total + 1)
  distribution[0] = 1
  let reached = 0
  for (const number of numbers) {
    reached += number
    for (let k = reached; k >= 0; k--) {
      const added = k >= number ? distribution[k - number]! : 0
      distribution[k] = (distribution[k]! + added) / 2
    }
  }
  return distribution
}

/** P(sum <= k); the distribution is symmetric, so this serves both tails. */
function tail(distribution: Float64Array, k: number): number {
  let sum = 0
  for (let i = 0; i <= k; i++) sum += distribution[i]!
  return sum
}
