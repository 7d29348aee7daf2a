/** Shift between tables of features, measured on the Euclidean distances between their rows. */
import { TouchstoneError } from '../../errors.ts'
import { median } from '../../statistics/quantile.ts'
import { requireComparableTables, type FeatureTable } from './feature-table.ts'

/** Distances between all rows are held for their median; more rows need a sample of them. */
const mostRows = 5000

/** Median distance over all pairs of rows of both tables together: the usual width of a kernel. */
export function medianDistance(reference: FeatureTable, compared: FeatureTable): number {
  requireComparableTables(reference, compared)
  const pooled = { ...reference, rows: reference.rows + compared.rows }
  if (pooled.rows > mostRows)
    throw new TouchstoneError(
      'bad-options',
      `The tables have ${pooled.rows} rows together, and the median of all distances is taken of up to ${mostRows}; compare a sample of the rows.`,
    )
  const values = new Float64Array(pooled.rows * pooled.columns)
  values.set(reference.values)
  values.set(compared.values, reference.values.length)
  const distances = new Float64Array((pooled.rows * (pooled.rows - 1)) / 2)
  let at = 0
  const table = { ...pooled, values }
  for (let i = 1; i < pooled.rows; i++)
    for (let j = 0; j < i; j++) distances[at++] = Math.sqrt(squaredDistance(table, i, table, j))
  return median(distances)
}

export interface MaximumMeanDiscrepancy {
  /** Over all pairs, each row with itself too; never below 0. */
  readonly biased: number
  /** Over pairs of different rows; around 0 where nothing is shifted. NaN for a table of one row. */
  readonly unbiased: number
}

/** Squared maximum mean discrepancy with the kernel exp(-gamma |a - b|²) (Gretton 2012, eqs. 3 and 5). */
export function squaredMmd(
  reference: FeatureTable,
  compared: FeatureTable,
  gamma: number,
): MaximumMeanDiscrepancy {
  requireComparableTables(reference, compared)
  const kernel = (squared: number): number => Math.exp(-gamma * squared)
  const within = (table: FeatureTable): number => sumOverPairs(table, table, kernel)
  const [x, y] = [within(reference), within(compared)]
  const [n, m] = [reference.rows, compared.rows]
  const crossed = (2 * sumOverPairs(reference, compared, kernel)) / (n * m)
  return {
    biased: x / n ** 2 + y / m ** 2 - crossed,
    // the kernel of a row with itself is 1
    unbiased: (x - n) / (n * (n - 1)) + (y - m) / (m * (m - 1)) - crossed,
  }
}

/** exp(-|a - b|² / (2 width²)) as a gamma. */
export function gammaOfWidth(width: number): number {
  return 1 / (2 * width * width)
}

/** 2 E|X-Y| - E|X-X'| - E|Y-Y'| over all pairs, each row with itself too (Székely & Rizzo 2013). */
export function squaredEnergyDistance(reference: FeatureTable, compared: FeatureTable): number {
  requireComparableTables(reference, compared)
  const mean = (a: FeatureTable, b: FeatureTable): number =>
    sumOverPairs(a, b, Math.sqrt) / (a.rows * b.rows)
  return 2 * mean(reference, compared) - mean(reference, reference) - mean(compared, compared)
}

function sumOverPairs(
  a: FeatureTable,
  b: FeatureTable,
  of: (squaredDistance: number) => number,
): number {
  let total = 0
  for (let i = 0; i < a.rows; i++) {
    let sum = 0
    for (let j = 0; j < b.rows; j++) sum += of(squaredDistance(a, i, b, j))
    total += sum
  }
  return total
}

function squaredDistance(a: FeatureTable, i: number, b: FeatureTable, j: number): number {
  const { columns } = a
  let sum = 0
  for (let k = 0; k < columns; k++)
    sum += (a.values[i * columns + k]! - b.values[j * columns + k]!) ** 2
  return sum
}
