import { expect, test } from 'vitest'
import {
  axisIndex,
  castTensor,
  elementCount,
  stridesOf,
  transposeTensor,
  type Tensor,
} from '../../../src-main/core/inference/tensor.ts'

const floats = (values: number[]): Tensor => ({
  axes: ['x'],
  shape: [values.length],
  dtype: 'float32',
  data: Float32Array.from(values),
})

test('casting to integers truncates towards zero and wraps', () => {
  expect([...castTensor(floats([1.9, -1.9, 256, 300.7]), 'uint8').data]).toEqual([1, 255, 0, 44])
  expect([...castTensor(floats([1.9, -1.9]), 'int16').data]).toEqual([1, -1])
})

test('casting to 64-bit integers keeps whole numbers in a Float64Array', () => {
  const cast = castTensor(floats([3.7, -3.7]), 'int64')
  expect(cast.data).toBeInstanceOf(Float64Array)
  expect([...cast.data]).toEqual([3, -3])
})

test('casting to bool is 1 where the value is not 0', () => {
  expect([...castTensor(floats([0, -2, 0.1]), 'bool').data]).toEqual([0, 1, 1])
})

test('casting to the same type returns the same tensor', () => {
  const tensor = floats([1])
  expect(castTensor(tensor, 'float32')).toBe(tensor)
})

test('transposing (y, x) to (x, y) swaps rows and columns', () => {
  const tensor: Tensor = {
    axes: ['y', 'x'],
    shape: [2, 3],
    dtype: 'uint8',
    data: Uint8Array.from([1, 2, 3, 4, 5, 6]),
  }
  const turned = transposeTensor(tensor, ['x', 'y'])
  expect(turned.shape).toEqual([3, 2])
  expect([...turned.data]).toEqual([1, 4, 2, 5, 3, 6])
  expect(transposeTensor(turned, ['y', 'x'])).toEqual(tensor)
})

test('an axis the tensor lacks is named in the error', () => {
  expect(() => axisIndex(floats([1]), 'channel')).toThrow(/axes x, but the axis channel/)
  expect(() => transposeTensor(floats([1]), ['x', 'y'])).toThrow(/cannot be put in the order x, y/)
})

test('strides and counts follow C order', () => {
  expect(stridesOf([2, 3, 4])).toEqual([12, 4, 1])
  expect(elementCount([2, 3, 4])).toBe(24)
  expect(elementCount([])).toBe(1)
})
