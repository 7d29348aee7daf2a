import * as ort from 'onnxruntime-node'
import { expect, test } from 'vitest'
import { fromOrt, isTensorType, toOrt } from '../../../src-main/core/inference/ort-tensor.ts'
import type { Tensor } from '../../../src-main/core/inference/tensor.ts'

const tensor: Tensor = {
  axes: ['y', 'x'],
  shape: [1, 3],
  dtype: 'float32',
  data: Float32Array.from([1.5, 0, -2]),
}

test('float tensors cross without a copy', () => {
  expect(toOrt(ort, tensor, 'float32').data).toBe(tensor.data)
})

test('64-bit integers cross as BigInt and come back as numbers', () => {
  const crossed = toOrt(ort, tensor, 'int64')
  expect(crossed.data).toEqual(BigInt64Array.from([1n, 0n, -2n]))
  expect([...fromOrt('y', crossed, ['y', 'x']).data]).toEqual([1, 0, -2])
})

test('bool becomes 0 and 1', () => {
  expect([...(toOrt(ort, tensor, 'bool').data as Uint8Array)]).toEqual([1, 0, 1])
})

test('an output of another number of dimensions or of text is refused', () => {
  expect(() => fromOrt('y', toOrt(ort, tensor, 'float32'), ['x'])).toThrow(/1 x 3.*axes x/)
  const text = new ort.Tensor('string', ['a'], [1])
  expect(() => fromOrt('y', text, ['x'])).toThrow(/of type string/)
  expect(isTensorType('string')).toBe(false)
})
