import { expect, test } from 'vitest'
import { outputChannels } from '../../../src-main/core/tools/output-channels.ts'

function tensor(axes: string[], shape: number[], values: number[]) {
  return { axes, shape, dtype: 'float32' as const, data: Float32Array.from(values) }
}

test('takes the batch off and splits channels', () => {
  const { channels } = outputChannels(
    tensor(['batch', 'channel', 'y', 'x'], [1, 2, 1, 2], [1, 2, 3, 4]),
  )
  expect(channels.map(({ shape, data }) => [shape, [...data]])).toEqual([
    [
      [1, 2],
      [1, 2],
    ],
    [
      [1, 2],
      [3, 4],
    ],
  ])
})

test('puts channels first whatever the order of axes', () => {
  const { channels } = outputChannels(tensor(['y', 'x', 'channel'], [1, 2, 2], [1, 2, 3, 4]))
  expect(channels.map(({ data }) => [...data])).toEqual([
    [1, 3],
    [2, 4],
  ])
})

test('takes a z axis of one as a plane, of more as a stack', () => {
  const shapeOf = (depth: number) =>
    outputChannels(tensor(['z', 'y', 'x'], [depth, 1, 1], Array<number>(depth).fill(0))).channels[0]
      ?.shape
  expect(shapeOf(1)).toEqual([1, 1])
  expect(shapeOf(2)).toEqual([2, 1, 1])
})

test('refuses what is no image', () => {
  expect(() => outputChannels(tensor(['batch', 'class'], [1, 3], [1, 2, 3]))).toThrow(/class 3/)
  expect(() => outputChannels(tensor(['batch', 'y', 'x'], [2, 1, 1], [1, 2]))).toThrow(/batch 2/)
  expect(() => outputChannels(undefined)).toThrow(/no output/)
})
