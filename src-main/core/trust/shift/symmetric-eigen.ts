/** Eigenvalues and eigenvectors of a symmetric matrix by Jacobi rotations: exact to rounding, for tens of features. */
import type { Covariance } from './covariance.ts'

export interface SymmetricEigen {
  readonly size: number
  /** In no order. */
  readonly values: Float64Array
  /** One eigenvector per column, C order. */
  readonly vectors: Float64Array
}

const mostSweeps = 60

/** Golub & Van Loan, Matrix Computations, 8.5. */
export function symmetricEigen({ size, matrix }: Covariance): SymmetricEigen {
  const a = Float64Array.from(matrix)
  const vectors = new Float64Array(size * size)
  for (let i = 0; i < size; i++) vectors[i * size + i] = 1
  for (let sweep = 0; sweep < mostSweeps && offDiagonal(a, size) > 0; sweep++)
    for (let p = 0; p < size; p++) for (let q = p + 1; q < size; q++) rotate(a, vectors, size, p, q)
  return { size, values: Float64Array.from({ length: size }, (_, i) => a[i * size + i]!), vectors }
}

function offDiagonal(a: Float64Array, size: number): number {
  let sum = 0
  for (let i = 0; i < size; i++) for (let j = 0; j < i; j++) sum += a[i * size + j]! ** 2
  return sum
}

/** Makes a[p, q] zero. */
function rotate(a: Float64Array, vectors: Float64Array, size: number, p: number, q: number): void {
  const off = a[p * size + q]!
  if (off === 0) return
  const [app, aqq] = [a[p * size + p]!, a[q * size + q]!]
  const theta = (aqq - app) / (2 * off)
  const t = (theta >= 0 ? 1 : -1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1))
  const cos = 1 / Math.sqrt(t * t + 1)
  const sin = t * cos
  for (let i = 0; i < size; i++) {
    const [ip, iq] = [i * size + p, i * size + q]
    const [x, y] = [a[ip]!, a[iq]!]
    a[ip] = cos * x - sin * y
    a[iq] = sin * x + cos * y
    const [u, v] = [vectors[ip]!, vectors[iq]!]
    vectors[ip] = cos * u - sin * v
    vectors[iq] = sin * u + cos * v
  }
  for (let i = 0; i < size; i++) {
    const [pi, qi] = [p * size + i, q * size + i]
    const [x, y] = [a[pi]!, a[qi]!]
    a[pi] = cos * x - sin * y
    a[qi] = sin * x + cos * y
  }
  a[p * size + q] = a[q * size + p] = 0
}
