/**
 * Cohen's kappa of two raters, plain or weighted by the distance of the categories, with its interval (Fleiss,
 * Cohen and Everitt, Psychol Bull 72, 1969: standard error of weighted kappa in large samples).
 */
import { TouchstoneError } from '../errors.ts'
import { normalQuantile } from './normal.ts'

export type KappaWeights = 'unweighted' | 'linear' | 'quadratic'

export interface Kappa {
  /** Null where chance alone would agree always: one category only, or nothing rated. */
  readonly kappa: number | null
  readonly standardError: number | null
  readonly lower: number | null
  readonly upper: number | null
  /** Shares of (weighted) agreement seen, and expected of raters that rate by chance. */
  readonly observed: number | null
  readonly expected: number | null
  readonly n: number
}

/**
 * `counts[i][j]`: items that the first rater put into category i and the second into j; weights go by the order
 * of the categories. Throws `bad-request` for a table that is not square.
 */
export function cohenKappa(
  counts: readonly (readonly number[])[],
  { weights = 'unweighted', level = 0.95 }: { weights?: KappaWeights; level?: number } = {},
): Kappa {
  const size = counts.length
  const uneven = counts.find((row) => row.length !== size)
  if (uneven !== undefined) {
    throw new TouchstoneError(
      'bad-request',
      `Kappa needs as many columns as rows: a row has ${uneven.length}, and there are ${size} rows.`,
    )
  }
  const n = sum(counts.flat())
  const none = { kappa: null, standardError: null, lower: null, upper: null }
  if (n === 0) return { ...none, observed: null, expected: null, n }
  const share = (i: number, j: number): number => counts[i]![j]! / n
  const places = counts.map((_, i) => i)
  const first = places.map((i) => sum(places.map((j) => share(i, j))))
  const second = places.map((j) => sum(places.map((i) => share(i, j))))
  const weight = (i: number, j: number): number => agreement(weights, Math.abs(i - j), size - 1)
  const over = (f: (i: number, j: number) => number): number =>
    sum(places.flatMap((i) => places.map((j) => f(i, j))))
  const observed = over((i, j) => weight(i, j) * share(i, j))
  const expected = over((i, j) => weight(i, j) * first[i]! * second[j]!)
  // rounding must not make a category of one
  if (1 - expected < 1e-12) return { ...none, observed, expected, n }
  const kappa = (observed - expected) / (1 - expected)
  const ofRow = places.map((i) => sum(places.map((j) => weight(i, j) * second[j]!)))
  const ofColumn = places.map((j) => sum(places.map((i) => weight(i, j) * first[i]!)))
  const spread = over(
    (i, j) => share(i, j) * (weight(i, j) - (ofRow[i]! + ofColumn[j]!) * (1 - kappa)) ** 2,
  )
  const centre = kappa - expected * (1 - kappa)
  const variance = Math.max(0, spread - centre ** 2) / (n * (1 - expected) ** 2)
  const standardError = Math.sqrt(variance)
  const reach = normalQuantile((1 + level) / 2) * standardError
  const ends = { lower: kappa - reach, upper: kappa + reach }
  return { kappa, standardError, ...ends, observed, expected, n }
}

/** The table of two raters' categories, given as places in one list. */
export function ratingTable(
  first: readonly number[],
  second: readonly number[],
  categories: number,
): number[][] {
  const counts = Array.from({ length: categories }, () => new Array<number>(categories).fill(0))
  first.forEach((category, item) => counts[category]![second[item]!]!++)
  return counts
}

/** 1 on the diagonal, 0 for the two ends. */
function agreement(weights: KappaWeights, apart: number, most: number): number {
  if (weights === 'unweighted' || most === 0) return apart === 0 ? 1 : 0
  const share = apart / most
  return 1 - (weights === 'linear' ? share : share ** 2)
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}
