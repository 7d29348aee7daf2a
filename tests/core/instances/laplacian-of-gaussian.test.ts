import { expect, test } from 'vitest'
import { laplacianOfGaussian } from '../../../src-main/core/instances/laplacian-of-gaussian.ts'

const side = 41
const middle = 20 * side + 20

function disc(radius: number): { shape: number[]; data: Float64Array } {
  const data = Float64Array.from({ length: side * side }, (_, i) =>
    Math.hypot(Math.floor(i / side) - 20, (i % side) - 20) <= radius ? 1 : 0,
  )
  return { shape: [side, side], data }
}

test('a bright disc is a maximum at its centre, strongest where its radius is sigma·√2', () => {
  const answer = (sigma: number): number => laplacianOfGaussian(disc(6), sigma).data[middle]!
  const best = 6 / Math.SQRT2
  expect(answer(best)).toBeGreaterThan(answer(best / 1.6))
  expect(answer(best)).toBeGreaterThan(answer(best * 1.6))
  const { data } = laplacianOfGaussian(disc(6), best)
  expect(data.indexOf(Math.max(...data))).toBe(middle)
})

test('flat ground and slopes give 0 away from the border', () => {
  const slope = {
    shape: [side, side],
    data: Float64Array.from({ length: side * side }, (_, i) => i),
  }
  expect(laplacianOfGaussian(slope, 2).data[middle]).toBeCloseTo(0, 8)
})

test('the sum over an image is 0 with mirrored borders', () => {
  const { data } = laplacianOfGaussian(disc(5), 3)
  expect(Array.from(data).reduce((sum, value) => sum + value, 0)).toBeCloseTo(0, 8)
})
