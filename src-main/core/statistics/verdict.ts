/**
 * What may be said about two tools: the first of five statements whose condition holds. "Not
 * distinguishable" is a complete verdict, not a failure.
 */
import type { Verdict } from '../../contract/comparison.ts'
import { pairsOf, samplesForDifference, samplesToRank, smallestP } from './sample-size.ts'
import type { Unit } from './units.ts'

export type VerdictCode = Verdict['code']

export interface VerdictInput {
  /** Names as the sentence shall show them. */
  readonly a: string
  readonly b: string
  readonly direction: 'higher' | 'lower'
  /** Paired difference a - b. */
  readonly difference: {
    readonly mean: number | null
    readonly sd: number | null
    readonly lower: number | null
    readonly upper: number | null
    readonly n: number
  }
  /** Of the paired test, corrected for all pairs. */
  readonly pAdjusted: number | null
  readonly alpha: number
  /** Minimal relevant difference δ; null or 0 where none was stated. */
  readonly delta: number | null
  /** Tools in the comparison: more tools, more pairs, more samples needed. */
  readonly tools: number
  readonly unit: Unit
}

export interface VerdictResult {
  readonly code: VerdictCode
  readonly text: string
  /** The better tool, where one is named. */
  readonly better: 'a' | 'b' | null
  /** About how many units would show this difference (or δ) with power 0.8; a hint. */
  readonly needed: number | null
}

export function verdictOf(input: VerdictInput): VerdictResult {
  const { a, b, difference, alpha, unit } = input
  const { n, mean, lower, upper } = difference
  const units = n === 1 ? unit : `${unit}s`
  if (
    mean === null ||
    lower === null ||
    upper === null ||
    pairsOf(input.tools) * smallestP(n) >= alpha
  ) {
    const least = samplesToRank(input.tools, alpha)
    const text = `too few ${unit}s to rank ${a} and ${b}: ${n} ${units}, at least ${least} are needed for ${input.tools} tools`
    return { code: 'too-few-samples', text, better: null, needed: least }
  }
  // Turned so that positive means: the tool named first, the one with the better mean, is better.
  const higher = input.direction === 'higher'
  const aLeads = higher ? mean >= 0 : mean <= 0
  const [first, second] = aLeads ? [a, b] : [b, a]
  const better = aLeads ? 'a' : 'b'
  const [low, high] = aLeads === higher ? [lower, upper] : [-upper, -lower]
  const delta = input.delta ?? 0
  const significant = input.pAdjusted !== null && input.pAdjusted < alpha
  if (significant && low > 0 && low >= delta) {
    return { code: 'better', text: `${first} is better than ${second}`, better, needed: null }
  }
  if (low > -delta && high < delta) {
    const text = `${a} and ${b} are equivalent within ${delta}`
    return { code: 'equivalent', text, better: null, needed: null }
  }
  if (significant && low > 0) {
    const text = `${first} is better than ${second}; the difference may be too small to matter`
    return { code: 'better-maybe-small', text, better, needed: null }
  }
  const needed = neededFor(input, delta)
  const text = `${a} and ${b} are not distinguishable with these ${n} ${units}${disagreement(low, significant, alpha)}${neededText(needed, n)}`
  return { code: 'not-distinguishable', text, better: null, needed }
}

/** Test and interval must both speak for a difference; where one does, a reader who sees it is told why not. */
function disagreement(low: number, significant: boolean, alpha: number): string {
  if (low > 0)
    return ` (the interval leaves out 0, p corrected for all pairs is not below ${alpha})`
  return significant ? ` (p is below ${alpha}, the interval of the mean difference holds 0)` : ''
}

/** "; about 34 would be needed", two significant figures; empty without a figure. */
export function neededText(needed: number | null, n: number): string {
  if (needed === null) return ''
  if (needed <= n) return `; more than ${n} would be needed`
  return `; about ${aboutCount(needed)} would be needed`
}

/** Two significant figures: an estimate from an estimated spread deserves no more. */
export function aboutCount(count: number): number {
  return Number(count.toPrecision(2))
}

/** From δ where one was stated, else from the difference seen; null where either or the spread is 0. */
function neededFor({ difference, alpha }: VerdictInput, delta: number): number | null {
  const { mean, sd } = difference
  const wanted = delta > 0 ? delta : Math.abs(mean ?? 0)
  if (sd === null || sd === 0) return null
  return samplesForDifference(wanted / sd, { alpha })
}
