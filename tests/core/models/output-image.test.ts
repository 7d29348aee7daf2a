import { expect, test } from 'vitest'
import type { Tensor } from '../../../src-main/core/inference/tensor.ts'
import { outputImage } from '../../../src-main/core/models/output-image.ts'

const tensor = (axes: string[], shape: number[], values: number[]): Tensor => ({
  axes,
  shape,
  dtype: 'uint8',
  data: Uint8Array.from(values),
})

test('channels come first, as float32', () => {
  const image = outputImage(tensor(['batch', 'y', 'x', 'channel'], [1, 1, 2, 2], [1, 10, 2, 20]))
  expect(image).toEqual({
    axes: 'cyx',
    shape: [2, 1, 2],
    data: Float32Array.from([1, 2, 10, 20]),
  })
})

test('an output without channels has one', () => {
  const image = outputImage(tensor(['batch', 'z', 'y', 'x'], [1, 2, 1, 1], [3, 4]))
  expect(image).toMatchObject({ axes: 'czyx', shape: [1, 2, 1, 1] })
})

test('a vector of classes and a batch of two are no image', () => {
  expect(outputImage(tensor(['batch', 'channel'], [1, 2], [1, 2]))).toBeNull()
  expect(outputImage(tensor(['batch', 'y', 'x'], [2, 1, 1], [1, 2]))).toBeNull()
})
