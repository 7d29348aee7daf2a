import { expect, test } from 'vitest'
import { bindImage, imageInputOf } from '../../../src-main/core/models/bind-image.ts'
import {
  description04,
  description05,
  input04,
  input05,
  output04,
} from '../../fixtures/onnx/description.ts'
import { modelOf } from './models.ts'

const shape04 = (axes: string, shape: number[]) =>
  modelOf(
    description04({
      inputs: [input04({ axes, shape })],
      outputs: [output04({ axes: 'bc', shape: [1, 2] })],
    }),
  )

test('a plane becomes batch 1, channel 1', () => {
  const tensor = bindImage(modelOf(description05()), {
    axes: 'yx',
    shape: [2, 3],
    data: Float32Array.from([1, 2, 3, 4, 5, 6]),
  })
  expect(tensor.axes).toEqual(['batch', 'channel', 'y', 'x'])
  expect(tensor.shape).toEqual([1, 1, 2, 3])
  expect(tensor.dtype).toBe('float32')
})

test("the description's order of axes is followed, channels last and x before y included", () => {
  const model = shape04('bxyc', [1, 3, 2, 2])
  const data = Float64Array.from([1, 2, 3, 4, 5, 6, 10, 20, 30, 40, 50, 60])
  const tensor = bindImage(model, { axes: 'cyx', shape: [2, 2, 3], data })
  expect(tensor.shape).toEqual([1, 3, 2, 2])
  expect([...tensor.data]).toEqual([1, 10, 4, 40, 2, 20, 5, 50, 3, 30, 6, 60])
})

test('a stack goes to a network that takes stacks, and only there', () => {
  const volume = shape04('bczyx', [1, 1, 2, 2, 2])
  expect(imageInputOf(volume)).toMatchObject({ channels: 1, isVolume: true })
  const data = new Float32Array(8)
  const stack = { axes: 'zyx', shape: [2, 2, 2], data } as const
  expect(bindImage(volume, stack).shape).toEqual([1, 1, 2, 2, 2])
  expect(() => bindImage(modelOf(description05()), stack)).toThrow(/takes single planes/)
  expect(() => bindImage(volume, { axes: 'yx', shape: [2, 4], data })).toThrow(/takes z stacks/)
})

test('a network without a channel axis takes one channel', () => {
  const model = shape04('byx', [1, 2, 2])
  const data = Uint8Array.from([1, 2, 3, 4])
  expect(bindImage(model, { axes: 'cyx', shape: [1, 2, 2], data })).toMatchObject({
    shape: [1, 2, 2],
    dtype: 'uint8',
  })
})

test('channels that do not match are refused with both numbers', () => {
  const rgb = { axes: 'cyx', shape: [3, 1, 1], data: new Uint16Array(3) } as const
  expect(() => bindImage(modelOf(description05()), rgb)).toThrow(/takes 1 channel, but 3/)
})

test('several inputs, no image axes and axes of another kind are refused', () => {
  const two = modelOf(description05({ inputs: [input05(), input05({ id: 'second' })] }))
  expect(() => imageInputOf(two)).toThrow(/takes 2 inputs \(raw, second\)/)
  expect(() => imageInputOf(shape04('bc', [1, 9]))).toThrow(/an image needs y and x/)
  expect(() => imageInputOf(shape04('btyx', [1, 5, 8, 8]))).toThrow(/has an axis time/)
})
