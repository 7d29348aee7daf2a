/** Distances of two one-dimensional samples, as areas between their cumulative distributions. */
import { sortedSample } from './sorted-sample.ts'

/** First Wasserstein distance, in the unit of the values: the area between the cumulative distributions. */
export function wassersteinDistance(
  reference: ArrayLike<number>,
  sample: ArrayLike<number>,
): number {
  return sumOverSteps(reference, sample, Math.abs)
}

/** Energy distance in the root form of SciPy: √(2 ∫ (F - G)²) = √(2 E|X-Y| - E|X-X'| - E|Y-Y'|). */
export function energyDistance(reference: ArrayLike<number>, sample: ArrayLike<number>): number {
  return Math.sqrt(2 * sumOverSteps(reference, sample, (difference) => difference * difference))
}

/** Sum of `of(F - G)` times the length over which it holds. */
function sumOverSteps(
  reference: ArrayLike<number>,
  sample: ArrayLike<number>,
  of: (difference: number) => number,
): number {
  const x = sortedSample(reference, 'reference')
  const y = sortedSample(sample, 'compared')
  let [i, j, sum] = [0, 0, 0]
  let before = Math.min(x[0]!, y[0]!)
  while (i < x.length || j < y.length) {
    const value = Math.min(x[i] ?? Infinity, y[j] ?? Infinity)
    sum += of(i / x.length - j / y.length) * (value - before)
    while (i < x.length && x[i] === value) i++
    while (j < y.length && y[j] === value) j++
    before = value
  }
  return sum
}
