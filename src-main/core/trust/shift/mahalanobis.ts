/** How far each row lies from the reference's mean, in standard deviations along the reference's own axes. */
import { chiSquareSf } from '../../statistics/chi-square.ts'
import type { Covariance } from './covariance.ts'
import { columnMeans, requireComparableTables, type FeatureTable } from './feature-table.ts'
import { symmetricEigen } from './symmetric-eigen.ts'

/** Directions whose variance is below this share of the largest are rounding, and left out. */
const smallestShare = 1e-10

/**
 * Squared distance of every row of `compared` from the mean of `reference`, with the pseudo-inverse of
 * `covariance` (directions without variance count nothing): numpy `pinv` with rcond 1e-10.
 */
export function squaredMahalanobis(
  reference: FeatureTable,
  compared: FeatureTable,
  covariance: Covariance,
): Float64Array {
  requireComparableTables(reference, compared)
  const means = columnMeans(reference)
  const { size, values, vectors } = symmetricEigen(covariance)
  const least = smallestShare * Math.max(0, ...values)
  const distances = new Float64Array(compared.rows)
  for (let row = 0; row < compared.rows; row++)
    for (let axis = 0; axis < size; axis++) {
      if (!(values[axis]! > least)) continue
      let along = 0
      for (let i = 0; i < size; i++)
        along += vectors[i * size + axis]! * (compared.values[row * size + i]! - means[i]!)
      distances[row]! += along ** 2 / values[axis]!
    }
  return distances
}

/** Directions with variance, as numpy `matrix_rank`: above the largest × size × float64's precision. */
export function covarianceRank(covariance: Covariance): number {
  const sizes = symmetricEigen(covariance).values.map(Math.abs)
  const least = Math.max(0, ...sizes) * covariance.size * Number.EPSILON
  return sizes.filter((value) => value > least).length
}

/** P(a row of a normal reference lies farther out); `dimensions` is the rank of the covariance. */
export function mahalanobisTail(squaredDistance: number, dimensions: number): number {
  return chiSquareSf(squaredDistance, dimensions)
}
