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

test('weighs every axis of a volume alike, in rows longer than a stretch too', () => {
  const peak = (shape: readonly number[], at: number) => {
    const data = new Float64Array(shape.reduce((product, side) => product * side, 1))
    data[at] = 1
    return gaussianFilter({ shape, data }, 0.8).data
  }
  const cube = peak([9, 9, 9], 4 * 81 + 4 * 9 + 4)
  const line = peak([9], 4)
  cube.forEach((value, i) => {
    const [x, y, z] = [i % 9, Math.floor(i / 9) % 9, Math.floor(i / 81)]
    expect(value).toBeCloseTo(line[x]! * line[y]! * line[z]!, 14)
  })
  const wide = peak([9, 2100], 4 * 2100 + 2000)
  for (let y = 0; y < 9; y++)
    for (let x = 0; x < 9; x++)
      expect(wide[y * 2100 + 1996 + x]).toBeCloseTo(line[x]! * line[y]!, 14)
})

test('keeps a constant image and copies at sigma 0', () => {
  const flat = { shape: [3, 4], data: new Float64Array(12).fill(7) }
  expectClose(gaussianFilter(flat, 2).data, Array(12).fill(7) as number[])
  const image = formulaImage(4, 5)
  const copy = gaussianFilter(image, 0)
  expect([...copy.data]).toEqual([...image.data])
  expect(copy.data).not.toBe(image.data)
})
