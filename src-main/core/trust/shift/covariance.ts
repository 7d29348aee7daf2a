/** Covariance of the features of a table, plain and shrunk towards equal variances. */
import { TouchstoneError } from '../../errors.ts'
import { columnMeans, type FeatureTable } from './feature-table.ts'

/** Symmetric, C order. */
export interface Covariance {
  readonly size: number
  readonly matrix: Float64Array
}

/** `lost`: degrees of freedom taken from the divisor, 1 unless said. */
export function covarianceOf(table: FeatureTable, lost: 0 | 1 = 1): Covariance {
  const { rows, columns, values } = table
  if (rows <= lost)
    throw new TouchstoneError(
      'bad-options',
      `A covariance needs at least ${lost + 1} rows; the table has ${rows}.`,
    )
  const means = columnMeans(table)
  const matrix = new Float64Array(columns * columns)
  for (let row = 0; row < rows; row++)
    for (let i = 0; i < columns; i++) {
      const a = values[row * columns + i]! - means[i]!
      for (let j = 0; j <= i; j++)
        matrix[i * columns + j]! += a * (values[row * columns + j]! - means[j]!)
    }
  for (let i = 0; i < columns; i++)
    for (let j = 0; j <= i; j++)
      matrix[j * columns + i] = matrix[i * columns + j] = matrix[i * columns + j]! / (rows - lost)
  return { size: columns, matrix }
}

export interface ShrunkCovariance extends Covariance {
  /** Share of the common variance in [0, 1]; 1 leaves nothing of the table's own covariances. */
  readonly shrinkage: number
}

/**
 * (1 - s) S + s mean(variances) I with the shrinkage s that is best in expectation (Ledoit & Wolf 2004), as
 * scikit-learn `LedoitWolf`: invertible however few rows there are. S divides by the number of rows.
 */
export function shrunkCovariance(table: FeatureTable): ShrunkCovariance {
  const { rows, columns, values } = table
  const { matrix } = covarianceOf(table, 0)
  const means = columnMeans(table)
  let fourth = 0
  for (let row = 0; row < rows; row++) {
    let squared = 0
    for (let i = 0; i < columns; i++) squared += (values[row * columns + i]! - means[i]!) ** 2
    fourth += squared * squared
  }
  const norm = matrix.reduce((sum, entry) => sum + entry * entry, 0)
  let trace = 0
  for (let i = 0; i < columns; i++) trace += matrix[i * columns + i]!
  const common = trace / columns
  const spread = (fourth / rows - norm) / (columns * rows)
  const distance = (norm - 2 * common * trace + columns * common * common) / columns
  const shrinkage = spread <= 0 || distance === 0 ? 0 : Math.min(spread, distance) / distance
  const shrunk = matrix.map((entry) => (1 - shrinkage) * entry)
  for (let i = 0; i < columns; i++) shrunk[i * columns + i]! += shrinkage * common
  return { size: columns, matrix: shrunk, shrinkage }
}
