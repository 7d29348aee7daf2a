import { expect, test } from 'vitest'
import { grayPixels, graySamples } from '../../../src-main/core/images/gray-pixels.ts'

test('a gray image gives its values', () => {
  const block = { axes: 'yx', shape: [1, 3], data: new Uint16Array([4, 5, 65535]) }
  expect(grayPixels(block)).toEqual({
    values: new Float64Array([4, 5, 65535]),
    averagedSamples: 1,
  })
})

test('a colour image gives the mean of red, green and blue, without transparency', () => {
  const rgba = { axes: 'yxs', shape: [1, 2, 4], data: new Uint8Array([1, 2, 6, 255, 0, 0, 3, 9]) }
  expect(grayPixels(rgba)).toEqual({ values: new Float64Array([3, 1]), averagedSamples: 3 })
  expect([1, 2, 3, 4, 5].map(graySamples)).toEqual([1, 1, 3, 3, 5])
})

test('64-bit integers become numbers', () => {
  const block = { axes: 'yx', shape: [1, 2], data: new BigInt64Array([-3n, 7n]) }
  expect([...grayPixels(block).values]).toEqual([-3, 7])
})
