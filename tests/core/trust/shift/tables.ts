/** Small tables of features for tests. */
import type { FeatureTable } from '../../../../src-main/core/trust/shift/feature-table.ts'

export function table(...rows: readonly (readonly number[])[]): FeatureTable {
  return {
    rows: rows.length,
    columns: rows[0]?.length ?? 0,
    values: Float64Array.from(rows.flat()),
  }
}
