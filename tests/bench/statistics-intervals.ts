/**
 * The intervals that were tried for a mean: those of the product, and three candidates from the literature
 * that were not taken up (Johnson 1978, Hall 1992, bootstrap-t: Efron and Tibshirani 1993, chapter 12).
 */
import {
  bcaInterval,
  jackknife,
  percentileInterval,
  resampled,
} from '../../src-main/core/statistics/bootstrap.ts'
import { logitInterval } from '../../src-main/core/statistics/logit-interval.ts'
import { mean, standardDeviation } from '../../src-main/core/statistics/moments.ts'
import { quantile } from '../../src-main/core/statistics/quantile.ts'
import { createRandom } from '../../src-main/core/statistics/random.ts'
import { studentQuantile } from '../../src-main/core/statistics/student-t.ts'
import { tInterval } from '../../src-main/core/statistics/t-interval.ts'

export interface Interval {
  readonly lower: number
  readonly upper: number
}

const level = 0.95
const draws = 400

/** `indices`: draws of n places each; the same for every sample of that n. */
export type Method = (values: readonly number[], indices: Uint32Array) => Interval

export const closedMethods: Readonly<Record<string, Method>> = {
  t: (values) => tInterval(values, level),
  'logit-t': (values) => logitInterval(values, [0, 1], level),
  johnson: (values) => {
    const { lower, upper } = tInterval(values, level)
    const { skewness, sd } = skewnessOf(values)
    const shift = (skewness * sd) / (6 * values.length)
    return { lower: lower + shift, upper: upper + shift }
  },
  hall: (values) => {
    const { skewness, sd, centre } = skewnessOf(values)
    const slope = skewness / Math.sqrt(values.length)
    const undo = (x: number): number =>
      slope === 0 ? x : ((Math.cbrt(1 + slope * (x - slope / 6)) - 1) * 3) / slope
    const t = studentT(values.length)
    const error = sd / Math.sqrt(values.length)
    return { lower: centre - undo(t) * error, upper: centre - undo(-t) * error }
  },
}

export const drawnMethods: Readonly<Record<string, Method>> = {
  percentile: (values, indices) => percentileInterval(resampled(values, indices), level),
  BCa: (values, indices) =>
    bcaInterval(resampled(values, indices), mean(values), jackknife(values), level),
  'bootstrap-t': (values, indices) => {
    const { centre, sd } = skewnessOf(values)
    const error = sd / Math.sqrt(values.length)
    const studentized = resampled(values, indices, (drawn) => {
      const ofDraw = standardDeviation(drawn) / Math.sqrt(drawn.length)
      const away = mean(drawn) - centre
      return ofDraw > 0 ? away / ofDraw : away === 0 ? 0 : Math.sign(away) * Number.MAX_VALUE
    })
    return {
      lower: centre - quantile(studentized, (1 + level) / 2) * error,
      upper: centre - quantile(studentized, (1 - level) / 2) * error,
    }
  },
}

export function indicesFor(n: number, seed: number): Uint32Array {
  const random = createRandom(seed)
  return Uint32Array.from({ length: n * draws }, () => random.nextInteger(n))
}

const quantiles = new Map<number, number>()
function studentT(n: number): number {
  const known = quantiles.get(n) ?? studentQuantile((1 + level) / 2, n - 1)
  quantiles.set(n, known)
  return known
}

function skewnessOf(values: readonly number[]) {
  const n = values.length
  const centre = mean(values)
  const sd = standardDeviation(values)
  const cubes = values.reduce((sum, value) => sum + (value - centre) ** 3, 0)
  const skewness = sd === 0 ? 0 : ((n / ((n - 1) * (n - 2))) * cubes) / sd ** 3
  return { centre, sd, skewness }
}
