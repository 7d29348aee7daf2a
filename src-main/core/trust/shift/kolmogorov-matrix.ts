/** The Kolmogorov distribution exactly, as a power of a matrix (Marsaglia, Tsang & Wang, J. Stat. Softw. 8/18, 2003). */

/** P(D_n < d). Time grows with (n d)³ log n: for small n, or small d. */
export function kolmogorovCdfByMatrix(n: number, d: number): number {
  const k = Math.floor(n * d) + 1
  const size = 2 * k - 1
  const power = raise(transitions(size, k - n * d), size, n)
  let value = power.matrix[(k - 1) * size + k - 1]!
  let exponent = power.exponent
  // times n! / n^n, kept away from underflow
  for (let i = 1; i <= n; i++) {
    value = (value * i) / n
    if (value < 1e-140) {
      value *= 1e140
      exponent -= 140
    }
  }
  return value * 10 ** exponent
}

function transitions(size: number, h: number): Float64Array {
  const matrix = new Float64Array(size * size)
  for (let i = 0; i < size; i++)
    for (let j = 0; j < size; j++) matrix[i * size + j] = i - j + 1 < 0 ? 0 : 1
  for (let i = 0; i < size; i++) {
    matrix[i * size]! -= h ** (i + 1)
    matrix[(size - 1) * size + i]! -= h ** (size - i)
  }
  matrix[(size - 1) * size]! += 2 * h - 1 > 0 ? (2 * h - 1) ** size : 0
  for (let i = 0; i < size; i++)
    for (let j = 0; j <= i; j++) for (let g = 1; g <= i - j + 1; g++) matrix[i * size + j]! /= g
  return matrix
}

interface Scaled {
  readonly matrix: Float64Array
  /** Power of ten that the matrix is to be multiplied by. */
  readonly exponent: number
}

function raise(matrix: Float64Array, size: number, n: number): Scaled {
  if (n === 1) return { matrix, exponent: 0 }
  const half = raise(matrix, size, Math.floor(n / 2))
  const squared = multiply(half.matrix, half.matrix, size)
  const whole = n % 2 === 0 ? squared : multiply(matrix, squared, size)
  const exponent = 2 * half.exponent
  const centre = whole[Math.floor(size / 2) * (size + 1)]!
  if (centre <= 1e140) return { matrix: whole, exponent }
  return { matrix: whole.map((value) => value * 1e-140), exponent: exponent + 140 }
}

function multiply(a: Float64Array, b: Float64Array, size: number): Float64Array {
  const product = new Float64Array(size * size)
  for (let i = 0; i < size; i++)
    for (let k = 0; k < size; k++) {
      const factor = a[i * size + k]!
      for (let j = 0; j < size; j++) product[i * size + j]! += factor * b[k * size + j]!
    }
  return product
}
