import { expect, test } from 'vitest'
import { sampleWindows } from '../../../../src-main/core/images/hints/sample-windows.ts'
import { memorySource } from '../../../fixtures/images/memory-source.ts'

test('a small plane is looked at as a whole, the middle one of a stack', async () => {
  const planes: number[] = []
  const source = memorySource({
    axes: 'zyx',
    shape: [5, 4, 6],
    dtype: 'uint8',
    plane: (index) => {
      planes.push(index)
      return new Uint8Array(24)
    },
  })
  const windows = await sampleWindows(source)
  expect(windows.map(({ y, x, block }) => [y, x, ...block.shape])).toEqual([[0, 0, 4, 6]])
  expect(planes).toEqual([2])
})

test('of a large plane the corners are read, not more', async () => {
  let pixels = 0
  const source = memorySource({
    axes: 'yx',
    shape: [3000, 4000],
    dtype: 'uint8',
    plane: () => new Uint8Array(3000 * 4000),
    onRead: (count) => (pixels += count),
  })
  const windows = await sampleWindows(source)
  expect(windows.map(({ y, x }) => [y, x])).toEqual([
    [0, 0],
    [0, 2976],
    [1976, 0],
    [1976, 2976],
  ])
  expect(pixels).toBe(4 * 1024 * 1024)
})
