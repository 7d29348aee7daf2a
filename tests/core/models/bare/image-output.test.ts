import { expect, test } from 'vitest'
import {
  imageOutput,
  listOf,
  whyNoImage,
} from '../../../../src-main/core/models/bare/image-output.ts'

const value = (name: string, ...shape: number[]) => ({ name, dtype: 'float32' as const, shape })
const image = value('x', 1, 1, 64, 64)

test('the first output with the dimensions of an image counts', () => {
  const graph = { inputs: [image], outputs: [value('v', 1, 10), value('y', 1, 2, 64, 64)] }
  expect(imageOutput(graph)).toBe(1)
  expect(whyNoImage('net.onnx', graph)).toBeNull()
  // what the graph does not state may be an image
  expect(imageOutput({ inputs: [image], outputs: [value('y')] })).toBe(0)
})

test('no image in, or none out, is said with names and shapes', () => {
  expect(whyNoImage('/a/net.onnx', { inputs: [image], outputs: [value('v', 1, 10)] })).toBe(
    'net.onnx gives v (1 x 10) for an image (1 x 1 x 64 x 64), which is no image that can be evaluated here.',
  )
  expect(whyNoImage('net.onnx', { inputs: [value('a', 3, 4)], outputs: [image] })).toMatch(
    /takes a \(3 x 4\), which is no image/,
  )
  expect(whyNoImage('net.onnx', { inputs: [image, image], outputs: [image] })).toMatch(/2 inputs/)
  expect(whyNoImage('net.onnx', { inputs: [], outputs: [] })).toMatch(/no input or no output/)
})

test('values are listed with their shapes', () => {
  expect(listOf([image, value('v', 2)])).toBe('x (1 x 1 x 64 x 64), v (2)')
})
