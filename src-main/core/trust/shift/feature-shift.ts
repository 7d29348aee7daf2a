/** Shift of each feature on its own: which features differ, and by how much. */
import {
  columnMeans,
  columnOf,
  requireComparableTables,
  type FeatureTable,
} from './feature-table.ts'
import { wassersteinDistance } from './distribution-distances.ts'
import { kolmogorovSmirnov, type KolmogorovSmirnov } from './kolmogorov-smirnov.ts'
import { covarianceOf } from './covariance.ts'

export interface FeatureShift {
  readonly kolmogorovSmirnov: KolmogorovSmirnov
  /** In the feature's unit. */
  readonly wasserstein: number
  /** (mean compared - mean reference) / √((var + var) / 2), variances with n - 1; NaN where both are constant and equal. */
  readonly standardisedMeanDifference: number
}

/** One entry per column. */
export function featureShifts(
  reference: FeatureTable,
  compared: FeatureTable,
): readonly FeatureShift[] {
  requireComparableTables(reference, compared)
  const [a, b] = [columnMeans(reference), columnMeans(compared)]
  const [first, second] = [variancesOf(reference), variancesOf(compared)]
  return Array.from({ length: reference.columns }, (_, column) => {
    const [x, y] = [columnOf(reference, column), columnOf(compared, column)]
    return {
      kolmogorovSmirnov: kolmogorovSmirnov(x, y),
      wasserstein: wassersteinDistance(x, y),
      standardisedMeanDifference:
        (b[column]! - a[column]!) / Math.sqrt((first[column]! + second[column]!) / 2),
    }
  })
}

function variancesOf(table: FeatureTable): number[] {
  const { size, matrix } = covarianceOf(table)
  return Array.from({ length: size }, (_, i) => matrix[i * size + i]!)
}
