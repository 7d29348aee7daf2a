import { expect, test } from 'vitest'
import { medianFilter } from '../../../src-main/core/instances/median-filter.ts'
import { formulaImage, reference } from '../../fixtures/instances/reference.ts'

test('agrees with scipy for windows of 3 and 5', () => {
  expect([...medianFilter(formulaImage(9, 12), 1).data]).toEqual(reference.median.size3)
  expect([...medianFilter(formulaImage(9, 12), 2).data]).toEqual(reference.median.size5)
})

test('filters each plane of a stack by itself', () => {
  const image = { shape: [2, 1, 3], data: Float64Array.of(0, 9, 0, 5, 5, 5) }
  expect([...medianFilter(image, 1).data]).toEqual([0, 0, 0, 5, 5, 5])
})

test('copies at radius 0', () => {
  const image = formulaImage(3, 3)
  expect([...medianFilter(image, 0).data]).toEqual([...image.data])
})
