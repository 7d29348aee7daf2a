/** R-7 quantile: linear interpolation between order statistics, numpy's `linear`. */
import { TouchstoneError } from '../errors.ts'

/** `probability` in [0, 1]; NaN for no values. */
export function quantile(values: ArrayLike<number>, probability: number): number {
  return quantileSorted(Float64Array.from(values).sort(), probability)
}

/** As `quantile`, for values already in ascending order. */
export function quantileSorted(sorted: ArrayLike<number>, probability: number): number {
  if (!(probability >= 0 && probability <= 1)) {
    throw new TouchstoneError(
      'bad-options',
      `A quantile needs a probability between 0 and 1, not ${probability}.`,
    )
  }
  if (sorted.length === 0) return NaN
  const position = (sorted.length - 1) * probability
  const index = Math.floor(position)
  const low = sorted[index]!
  const high = sorted[Math.min(index + 1, sorted.length - 1)]!
  const share = position - index
  // Interpolate from the nearer side, as numpy does: exact at both ends.
  return share < 0.5 ? low + (high - low) * share : high - (high - low) * (1 - share)
}

export function median(values: ArrayLike<number>): number {
  return quantile(values, 0.5)
}
