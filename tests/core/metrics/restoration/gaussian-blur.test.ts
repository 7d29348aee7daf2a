import { expect, test } from 'vitest'
import { gaussianBlur } from '../../../../src-main/core/metrics/restoration/gaussian-blur.ts'
import { image, pattern } from './patterns.ts'

test('a point becomes a Gaussian of the same sum', () => {
  const { data } = gaussianBlur(
    image([21, 21], (y, x) => (y === 10 && x === 10 ? 1 : 0)),
    1.5,
  )
  expect(Array.from(data).reduce((sum, one) => sum + one, 0)).toBeCloseTo(1, 12)
  expect(data[10 * 21 + 13]! / data[10 * 21 + 10]!).toBeCloseTo(Math.exp(-9 / 4.5), 12)
})

test('a constant image stays as it is up to the edge, sides of any length', () => {
  const { shape, data } = gaussianBlur(
    image([3, 5], () => 7),
    4,
  )
  expect(shape).toEqual([3, 5])
  expect(data.every((one) => Math.abs(one - 7) < 1e-12)).toBe(true)
})

test('mirrored borders keep the sum', () => {
  const one = pattern(12, 9, 13)
  const sum = (data: ArrayLike<number>) => Array.from(data).reduce((all, value) => all + value, 0)
  expect(sum(gaussianBlur(one, 2).data)).toBeCloseTo(sum(one.data), 8)
})
