import { expect, test } from 'vitest'
import { symmetricEigen } from '../../../../src-main/core/trust/shift/symmetric-eigen.ts'

test('a matrix of two by hand: 3 along the diagonal, 1 across it', () => {
  const { values } = symmetricEigen({ size: 2, matrix: Float64Array.of(2, 1, 1, 2) })
  expect([...values].sort()).toEqual([expect.closeTo(1, 14), expect.closeTo(3, 14)])
})

test('vectors and values make the matrix again', () => {
  const size = 6
  const matrix = new Float64Array(36)
  for (let i = 0; i < size; i++)
    for (let j = 0; j < size; j++) matrix[i * size + j] = Math.cos(i * j) + (i === j ? i : 0)
  const { values, vectors } = symmetricEigen({ size, matrix })
  for (let i = 0; i < size; i++)
    for (let j = 0; j < size; j++) {
      let sum = 0
      for (let k = 0; k < size; k++)
        sum += values[k]! * vectors[i * size + k]! * vectors[j * size + k]!
      expect(sum).toBeCloseTo(matrix[i * size + j]!, 12)
    }
})

test('a diagonal matrix is left alone', () => {
  expect([...symmetricEigen({ size: 2, matrix: Float64Array.of(5, 0, 0, 7) }).values]).toEqual([
    5, 7,
  ])
})
