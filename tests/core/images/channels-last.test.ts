import { expect, test } from 'vitest'
import { channelsLast } from '../../../src-main/core/images/channels-last.ts'

test('two channels of 1 x 3 pixels become 1 x 3 pixels of two channels', () => {
  const image = { axes: 'cyx', shape: [2, 1, 3], data: Float64Array.of(1, 2, 3, 10, 20, 30) }
  expect(channelsLast(image)).toEqual({
    axes: 'yxc',
    shape: [1, 3, 2],
    data: Float64Array.of(1, 10, 2, 20, 3, 30),
  })
})

test('times stay first', () => {
  const image = { axes: 'tcyx', shape: [2, 2, 1, 1], data: Float64Array.of(1, 2, 3, 4) }
  expect(channelsLast(image)).toEqual({
    axes: 'tyxc',
    shape: [2, 1, 1, 2],
    data: Float64Array.of(1, 2, 3, 4),
  })
})

test('a plane, a stack and interleaved colours stay as they are', () => {
  for (const axes of ['yx', 'zyx', 'yxs']) {
    const image = { axes, shape: axes === 'yx' ? [2, 2] : [2, 2, 1], data: new Float64Array(4) }
    expect(channelsLast(image)).toBe(image)
  }
})
