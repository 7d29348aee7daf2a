import { expect, test } from 'vitest'
import { isImageLike, requireImageInput } from '../../../src-main/core/inference/image-input.ts'

const value = (shape: (number | null)[]) => ({ name: 'a', dtype: 'float32' as const, shape })

test('three dimensions or more can take an image', () => {
  expect(isImageLike(value([1, null, null]))).toBe(true)
  expect(isImageLike(value([3, 4]))).toBe(false)
})

test('a network without such an input is refused with what it takes instead', () => {
  expect(() => requireImageInput('/models/m.onnx', [value([3, 4])])).toThrow(
    /^m\.onnx has no input that takes an image .* it takes a \(3 x 4\)/,
  )
  expect(() =>
    requireImageInput('m.onnx', [value([3, 4]), value([1, 1, null, null])]),
  ).not.toThrow()
})
