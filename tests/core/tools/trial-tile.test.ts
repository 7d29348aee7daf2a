import { expect, test } from 'vitest'
import type { Tensor } from '../../../src-main/core/inference/tensor.ts'
import { trialTile } from '../../../src-main/core/tools/trial-tile.ts'
import { description05, input05, output05 } from '../../fixtures/onnx/description.ts'
import { modelOf } from '../models/models.ts'

const tileOf = (sample: Tensor | null, input: Record<string, unknown> = {}) => {
  const model = modelOf(description05({ inputs: [input05(input)], outputs: [output05()] }))
  return trialTile(model.inputs[0]!, model.outputs, sample)
}

test('has the block that an image of 512 x 512 gets', () => {
  const { input, pixels, axes, smallestPixels } = tileOf(null)
  expect(smallestPixels).toBe(64 * 64)
  expect(input).toMatchObject({ axes: ['batch', 'channel', 'y', 'x'], shape: [1, 1, 512, 512] })
  expect({ pixels, axes }).toEqual({ pixels: 512 * 512, axes: 2 })
})

test('keeps sizes that the network fixes', () => {
  const space = (id: string) => ({ type: 'space', id, size: 96 })
  const { input, pixels, smallestPixels } = tileOf(null, {
    axes: [
      { type: 'batch' },
      { type: 'channel', channel_names: ['a', 'b', 'c'] },
      ...['y', 'x'].map(space),
    ],
  })
  expect(input.shape).toEqual([1, 3, 96, 96])
  expect(pixels).toBe(96 * 96)
  expect(smallestPixels).toBe(96 * 96)
})

test('is an image of 8 bits, the same each time, where the package brings none', () => {
  const [first, second] = [tileOf(null).input.data, tileOf(null).input.data]
  expect(first).toEqual(second)
  let [least, most] = [Infinity, -Infinity]
  for (const value of first) [least, most] = [Math.min(least, value), Math.max(most, value)]
  expect(least).toBeGreaterThan(15)
  expect(most).toBeLessThan(245)
  expect(most - least).toBeGreaterThan(150)
})

test('mirrors the test input of the package until it fills the tile', () => {
  const sample: Tensor = {
    axes: ['batch', 'channel', 'y', 'x'],
    shape: [1, 1, 1, 3],
    dtype: 'float32',
    data: Float32Array.of(1, 2, 3),
  }
  const { input } = tileOf(sample)
  expect([...input.data.subarray(0, 8)]).toEqual([1, 2, 3, 2, 1, 2, 3, 2])
  expect(input.shape).toEqual([1, 1, 512, 512])
})
