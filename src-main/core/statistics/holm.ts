/**
 * Holm's correction (Scand J Stat 6, 1979): the k-th smallest of m p-values is multiplied by
 * m - k + 1; an adjusted value never falls below that of a smaller p.
 */
import { adjustUpwards } from './multiple-testing.ts'

/** Adjusted p-values in the order given. */
export function holm(pValues: readonly number[]): number[] {
  const m = pValues.length
  return adjustUpwards(pValues, (p, k) => p * (m - k))
}
