/**
 * Bootstrap intervals: percentile, basic and BCa (Efron 1987, as scipy 1.10 computes them).
 * What is drawn are units of analysis (samples with all their cases), never objects; the same
 * draws serve every tool, so that differences stay paired.
 */
import { mean, standardDeviation } from './moments.ts'
import { normalCdf, normalQuantile } from './normal.ts'
import { quantileSorted } from './quantile.ts'
import { createRandom } from './random.ts'

export type Statistic = (values: readonly number[]) => number

export interface BootstrapInterval {
  readonly lower: number
  readonly upper: number
}

export interface BcaInterval extends BootstrapInterval {
  /** z0: normal quantile of the share of draws below the estimate. */
  readonly bias: number
  readonly acceleration: number
}

/** `draws` rows of n indices in [0, n), row after row. */
export function drawIndices(n: number, draws: number, seed: number): Uint32Array {
  const random = createRandom(seed)
  return Uint32Array.from({ length: n * draws }, () => random.nextInteger(n))
}

/** The statistic of every row of `indices` applied to `values`. */
export function resampled(
  values: readonly number[],
  indices: ArrayLike<number>,
  statistic: Statistic = mean,
): Float64Array {
  const n = values.length
  const row = new Array<number>(n).fill(0)
  return Float64Array.from({ length: indices.length / n }, (_, draw) => {
    for (let i = 0; i < n; i++) row[i] = values[indices[draw * n + i]!]!
    return statistic(row)
  })
}

/** The statistic with each value left out in turn. */
export function jackknife(values: readonly number[], statistic: Statistic = mean): number[] {
  return values.map((_, left) => statistic(values.filter((_value, i) => i !== left)))
}

export function percentileInterval(drawn: Float64Array, level: number): BootstrapInterval {
  return between(drawn, (1 - level) / 2, (1 + level) / 2)
}

/** Reflects the percentile interval at the estimate. */
export function basicInterval(
  drawn: Float64Array,
  estimate: number,
  level: number,
): BootstrapInterval {
  const { lower, upper } = percentileInterval(drawn, level)
  return { lower: 2 * estimate - upper, upper: 2 * estimate - lower }
}

/** Bias-corrected and accelerated; `leftOut` are the jackknife values of the same statistic. */
export function bcaInterval(
  drawn: Float64Array,
  estimate: number,
  leftOut: readonly number[],
  level: number,
): BcaInterval {
  const bias = biasCorrection(drawn, estimate)
  const acceleration = accelerationOf(leftOut)
  const adjusted = (probability: number): number => {
    const z = bias + normalQuantile(probability)
    return normalCdf(bias + z / (1 - acceleration * z))
  }
  const interval = between(drawn, adjusted((1 - level) / 2), adjusted((1 + level) / 2))
  return { ...interval, bias, acceleration }
}

/** Standard deviation (n - 1) of the drawn statistics. */
export function standardError(drawn: Float64Array): number {
  return standardDeviation(Array.from(drawn))
}

/** Ties with the estimate count half. */
function biasCorrection(drawn: Float64Array, estimate: number): number {
  let below = 0
  let atOrBelow = 0
  for (const value of drawn) {
    if (value < estimate) below++
    if (value <= estimate) atOrBelow++
  }
  return normalQuantile((below + atOrBelow) / (2 * drawn.length))
}

/** ΣU³ / (6 (ΣU²)^1.5) with U = mean of the jackknife values minus each; 0 where all are equal. */
function accelerationOf(leftOut: readonly number[]): number {
  const centre = mean(leftOut)
  let squares = 0
  let cubes = 0
  for (const value of leftOut) {
    const influence = centre - value
    squares += influence ** 2
    cubes += influence ** 3
  }
  return squares === 0 ? 0 : cubes / (6 * squares ** 1.5)
}

function between(drawn: Float64Array, low: number, high: number): BootstrapInterval {
  const sorted = drawn.slice().sort()
  return { lower: quantileSorted(sorted, low), upper: quantileSorted(sorted, high) }
}
