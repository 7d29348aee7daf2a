import { expect, test } from 'vitest'
import { gaussianFilter } from '../../../src-main/core/instances/gaussian-filter.ts'
import { formulaImage, reference } from '../../fixtures/instances/reference.ts'

function expectClose(found: ArrayLike<number>, expected: readonly number[]) {
  expect(found.length).toBe(expected.length)
  expected.forEach((value, i) => expect(found[i]).toBeCloseTo(value, 10))
}

test('agrees with scipy, borders included', () => {
  expectClose(gaussianFilter(formulaImage(9, 12), 1.5).data, reference.gaussian['sigma1.5'])
})

test('agrees with scipy where the kernel is wider than the image', () => {
  expectClose(gaussianFilter(formulaImage(9, 12), 4).data, reference.gaussian.sigma4)
})

test('keeps a constant image and copies at sigma 0', () => {
  const flat = { shape: [3, 4], data: new Float64Array(12).fill(7) }
  expectClose(gaussianFilter(flat, 2).data, Array(12).fill(7) as number[])
  const image = formulaImage(4, 5)
  const copy = gaussianFilter(image, 0)
  expect([...copy.data]).toEqual([...image.data])
  expect(copy.data).not.toBe(image.data)
})
