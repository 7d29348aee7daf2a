import { expect, test } from 'vitest'
import {
  addSums,
  noSums,
  sumPlaces,
} from '../../../../src-main/core/metrics/restoration/ssim-places.ts'

// one place: means 1 and 2, mean of squares 4 + 9, mean of products 5
const means = Float64Array.of(-1, 1, -1, 2, -1, 13, -1, 5)
const row = { first: 7, places: 1, wantsContrast: true, c1: 1, c2: 2, unbiased: 1, shift: 0 }

test('a place by hand', () => {
  const contrast = (2 * (5 - 2) + 2) / (13 - 5 + 2)
  const visited: number[][] = []
  const visit = (place: number, ssim: number): void => void visited.push([place, ssim])
  const sums = sumPlaces(means, 1, 2, { ...row, visit })
  expect(sums.contrast).toBeCloseTo(contrast, 14)
  expect(sums.ssim).toBeCloseTo((5 / 6) * contrast, 14)
  expect(visited).toEqual([[7, sums.ssim]])
  expect(sumPlaces(means, 1, 2, { ...row, wantsContrast: false })).toEqual({
    ssim: sums.ssim,
    contrast: 0,
  })
})

test('sums add up', () => {
  const one = { ssim: 1, contrast: 2 }
  expect(addSums(addSums(noSums, one), one)).toEqual({ ssim: 2, contrast: 4 })
})
