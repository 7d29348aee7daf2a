import { expect, test } from 'vitest'
import { differenceOfGaussians } from '../../../src-main/core/instances/difference-of-gaussians.ts'

test('agrees with the difference of two filters of scipy 1.10', () => {
  const data = new Float64Array(49)
  data[24] = 100
  const { data: answer } = differenceOfGaussians({ shape: [7, 7], data }, 1.5)
  const row = [-1.4178693292, 1.0006776291, 4.8754318409, 6.9186488127]
  row.forEach((value, x) => expect(answer[21 + x]).toBeCloseTo(value, 9))
})

test('a constant image answers nowhere; a disc answers strongest at its centre', () => {
  const constant = { shape: [20, 20], data: new Float64Array(400).fill(5) }
  for (const value of differenceOfGaussians(constant, 2).data) expect(value).toBeCloseTo(0, 12)
  const disc = Float64Array.from({ length: 961 }, (_, i) =>
    Math.hypot((i % 31) - 15, Math.floor(i / 31) - 15) <= 5 ? 1 : 0,
  )
  const { data } = differenceOfGaussians({ shape: [31, 31], data: disc }, 5 / Math.SQRT2)
  expect(data.indexOf(Math.max(...data))).toBe(15 * 31 + 15)
})
