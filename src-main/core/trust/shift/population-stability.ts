/** Population stability index: how differently two samples fill bins that hold equal shares of the reference. */
import { TouchstoneError } from '../../errors.ts'
import { quantileSorted } from '../../statistics/quantile.ts'
import { sortedSample } from './sorted-sample.ts'

/** A share of nothing counts as this much, or the index would be infinite. */
const smallestShare = 1e-4

/**
 * Σ (b - a) ln(b / a) over bins [l, u) between the reference's quantiles; the first and the last bin
 * have no outer edge, so that values beyond the reference's range count there.
 */
export function populationStability(
  reference: ArrayLike<number>,
  sample: ArrayLike<number>,
  bins = 10,
): number {
  if (!Number.isInteger(bins) || bins < 1 || bins > 1000)
    throw new TouchstoneError('bad-options', `Bins are a whole number up to 1000, not ${bins}.`)
  const x = sortedSample(reference, 'reference')
  const y = sortedSample(sample, 'compared')
  const edges = Array.from({ length: bins - 1 }, (_, i) => quantileSorted(x, (i + 1) / bins))
  const [a, b] = [sharesOf(x, edges), sharesOf(y, edges)]
  return a.reduce((sum, share, bin) => sum + (b[bin]! - share) * Math.log(b[bin]! / share), 0)
}

function sharesOf(sorted: Float64Array, edges: readonly number[]): number[] {
  const counts = new Array<number>(edges.length + 1).fill(0)
  let bin = 0
  for (const value of sorted) {
    while (bin < edges.length && value >= edges[bin]!) bin++
    counts[bin]!++
  }
  return counts.map((count) => Math.max(smallestShare, count / sorted.length))
}
