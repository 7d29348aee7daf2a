/** Fréchet distance of two normal distributions fitted to tables of features. */
import { covarianceOf, type Covariance } from './covariance.ts'
import { columnMeans, requireComparableTables, type FeatureTable } from './feature-table.ts'
import { symmetricEigen } from './symmetric-eigen.ts'

/**
 * |m₁ - m₂|² + tr(C₁ + C₂ - 2 (C₁ C₂)^½) (Dowson & Landau 1982), covariances with n - 1. Biased upwards for few
 * rows: a size to compare with others of as many rows, not a verdict.
 */
export function frechetDistance(reference: FeatureTable, compared: FeatureTable): number {
  requireComparableTables(reference, compared)
  const [a, b] = [columnMeans(reference), columnMeans(compared)]
  const [first, second] = [covarianceOf(reference), covarianceOf(compared)]
  const means = a.reduce((sum, mean, i) => sum + (mean - b[i]!) ** 2, 0)
  // C₁C₂ has the eigenvalues of the symmetric √C₁ C₂ √C₁
  const root = rootOf(first)
  const { size } = first
  const product = multiply(multiply(root, second.matrix, size), root, size)
  const crossed = symmetricEigen({ size, matrix: product }).values.reduce(
    (sum, value) => sum + Math.sqrt(Math.max(0, value)),
    0,
  )
  return means + traceOf(first) + traceOf(second) - 2 * crossed
}

function rootOf(covariance: Covariance): Float64Array {
  const { size, values, vectors } = symmetricEigen(covariance)
  const scaled = vectors.map((entry, i) => entry * Math.sqrt(Math.max(0, values[i % size]!)) ** 0.5)
  const root = new Float64Array(size * size)
  for (let i = 0; i < size; i++)
    for (let j = 0; j < size; j++)
      for (let k = 0; k < size; k++)
        root[i * size + j]! += scaled[i * size + k]! * scaled[j * size + k]!
  return root
}

function multiply(a: Float64Array, b: Float64Array, size: number): Float64Array {
  const product = new Float64Array(size * size)
  for (let i = 0; i < size; i++)
    for (let k = 0; k < size; k++)
      for (let j = 0; j < size; j++) product[i * size + j]! += a[i * size + k]! * b[k * size + j]!
  return product
}

function traceOf({ size, matrix }: Covariance): number {
  let trace = 0
  for (let i = 0; i < size; i++) trace += matrix[i * size + i]!
  return trace
}
