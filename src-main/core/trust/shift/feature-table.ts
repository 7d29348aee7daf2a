/** A table of features: one row per image, one column per feature, C order. */
import { TouchstoneError } from '../../errors.ts'

export interface FeatureTable {
  readonly rows: number
  readonly columns: number
  readonly values: Float64Array
}

/** Throws `bad-options` for a table without rows or columns, with other columns than its rival, or with values that are no numbers. */
export function requireComparableTables(reference: FeatureTable, compared: FeatureTable): void {
  for (const [name, { rows, columns, values }] of Object.entries({ reference, compared })) {
    if (rows < 1 || columns < 1 || values.length !== rows * columns)
      throw new TouchstoneError(
        'bad-options',
        `The ${name} table says ${rows} rows of ${columns} features and holds ${values.length} values; it needs at least one row and one feature.`,
      )
    if (!values.every(Number.isFinite))
      throw new TouchstoneError(
        'bad-options',
        `The ${name} table holds values that are NaN or infinite; leave out those rows and count them.`,
      )
  }
  if (reference.columns !== compared.columns)
    throw new TouchstoneError(
      'bad-options',
      `The reference table has ${reference.columns} features and the compared one ${compared.columns}; they must be the same features.`,
    )
}

export function columnOf({ rows, columns, values }: FeatureTable, column: number): Float64Array {
  return Float64Array.from({ length: rows }, (_, row) => values[row * columns + column]!)
}

export function columnMeans({ rows, columns, values }: FeatureTable): Float64Array {
  const means = new Float64Array(columns)
  for (let i = 0; i < values.length; i++) means[i % columns]! += values[i]!
  return means.map((sum) => sum / rows)
}
