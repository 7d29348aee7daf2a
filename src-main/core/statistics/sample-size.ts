/**
 * How many samples: for a wanted interval width, for a wanted difference, and the least with which
 * several tools can be told apart at all. All are hints: they stand on an estimated spread.
 */
import { pairedTPower } from './noncentral-t.ts'
import { normalQuantile } from './normal.ts'
import { studentQuantile } from './student-t.ts'

/** Beyond this many, the answer is "more than anyone has": null. */
const MOST = 1_000_000

/** Smallest n whose t interval has at most this half-width, given the standard deviation. */
export function samplesForHalfWidth(sd: number, halfWidth: number, level = 0.95): number | null {
  return smallest((n) => (studentQuantile((1 + level) / 2, n - 1) * sd) / Math.sqrt(n) <= halfWidth)
}

/** Smallest n with which a paired t test sees a difference of `effect` standard deviations. */
export function samplesForDifference(
  effect: number,
  { alpha = 0.05, power = 0.8 }: { readonly alpha?: number; readonly power?: number } = {},
): number | null {
  const size = Math.abs(effect)
  if (!(size > 0)) return null
  // The normal approximation is one to three samples short: a good place to start looking.
  const reach = normalQuantile(1 - alpha / 2) + normalQuantile(power)
  return smallest((n) => pairedTPower(size, n, alpha) >= power, Math.floor((reach / size) ** 2))
}

/** Smallest two-sided p that the exact signed-rank test of n pairs can reach: 2 / 2ⁿ. */
export function smallestP(n: number): number {
  return Math.min(1, 2 / 2 ** n)
}

/** Largest number of tools of which one pair can still reach alpha under Holm; 0 where not even two. */
export function toolsComparable(n: number, alpha = 0.05): number {
  if (pairsOf(2) * smallestP(n) >= alpha) return 0
  let tools = 2
  while (pairsOf(tools + 1) * smallestP(n) < alpha) tools++
  return tools
}

/** Fewest samples with which that many tools can be ranked. */
export function samplesToRank(tools: number, alpha = 0.05): number {
  let n = 1
  while (pairsOf(tools) * smallestP(n) >= alpha) n++
  return n
}

export function pairsOf(tools: number): number {
  return (tools * (tools - 1)) / 2
}

/** Smallest n >= 2 that is enough, for a condition that stays true once it is; null beyond `MOST`. */
function smallest(enough: (n: number) => boolean, guess = 2): number | null {
  if (guess >= MOST) return null
  let low = guess > 2 && !enough(guess) ? guess : 1 // not enough
  let high = Math.max(2, guess + 4)
  while (!enough(high)) {
    if (high >= MOST) return null
    low = high
    high *= 2
  }
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2)
    if (enough(middle)) high = middle
    else low = middle
  }
  return high
}
