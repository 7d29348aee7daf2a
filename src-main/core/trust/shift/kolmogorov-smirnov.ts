/** The Kolmogorov-Smirnov distance of two samples: how far apart their cumulative distributions come. */
import { TouchstoneError } from '../../errors.ts'
import { kolmogorovSf } from './kolmogorov-distribution.ts'
import { sortedSample } from './sorted-sample.ts'

export interface KolmogorovSmirnov {
  /** In [0, 1]; the size of the shift, which p is not. */
  readonly statistic: number
  /** Two-sided. */
  readonly p: number
}

/** The exact p walks over every pair of values. */
const mostExactValues = 10_000

/**
 * `asymptotic`: the one-sample distribution with n = round(n m / (n + m)), as SciPy 1.10 `ks_2samp`; `exact`:
 * by counting the orders of all values. Throws `bad-options` for an empty sample, one with a value that is no
 * number, and an exact p of more than 10 000 values.
 */
export function kolmogorovSmirnov(
  reference: ArrayLike<number>,
  sample: ArrayLike<number>,
  method: 'asymptotic' | 'exact' = 'asymptotic',
): KolmogorovSmirnov {
  const x = sortedSample(reference, 'reference')
  const y = sortedSample(sample, 'compared')
  const steps = largestGap(x, y)
  const statistic = steps / (x.length * y.length)
  if (method === 'exact') {
    if (Math.max(x.length, y.length) > mostExactValues)
      throw new TouchstoneError(
        'bad-options',
        `An exact p of samples of ${x.length} and ${y.length} values takes too long; ask for the asymptotic one above ${mostExactValues}.`,
      )
    return { statistic, p: probabilityOfGap(x.length, y.length, steps) }
  }
  const n = roundHalfToEven((x.length * y.length) / (x.length + y.length))
  return { statistic, p: kolmogorovSf(Math.max(1, n), statistic) }
}

/** Largest |i m - j n| after i values of one and j of the other: whole numbers, so that ties are exact. */
function largestGap(x: Float64Array, y: Float64Array): number {
  let [i, j, largest] = [0, 0, 0]
  while (i < x.length && j < y.length) {
    const value = Math.min(x[i]!, y[j]!)
    while (i < x.length && x[i] === value) i++
    while (j < y.length && y[j] === value) j++
    largest = Math.max(largest, Math.abs(i * y.length - j * x.length))
  }
  return largest
}

/** Of all orders of n and m values, the share that comes at least as far apart. */
function probabilityOfGap(n: number, m: number, gap: number): number {
  if (gap === 0) return 1
  // outside[j]: the share of orders of i and j values that have left the band
  const outside = new Float64Array(m + 1)
  for (let j = 1; j <= m; j++) outside[j] = j * n >= gap ? 1 : 0
  for (let i = 1; i <= n; i++) {
    outside[0] = i * m >= gap ? 1 : 0
    for (let j = 1; j <= m; j++)
      outside[j] =
        Math.abs(i * m - j * n) >= gap ? 1 : (outside[j]! * i + outside[j - 1]! * j) / (i + j)
  }
  return outside[m]!
}

function roundHalfToEven(value: number): number {
  const floor = Math.floor(value)
  if (value - floor !== 0.5) return Math.round(value)
  return floor % 2 === 0 ? floor : floor + 1
}
