import { expect, test } from 'vitest'
import {
  bandRows,
  blocksInOrder,
  pieceBytes,
} from '../../../../src-main/core/images/hdf5/hdf5-blocks.ts'

test('a small dataset is one block', () => {
  expect([...blocksInOrder([3, 4, 5], null, 2)]).toEqual([{ offset: [0, 0, 0], count: [3, 4, 5] }])
})

test('blocks follow each other without gaps, on chunk borders, none above the limit', () => {
  const shape = [2, 100, 1024, 1024]
  const blocks = [...blocksInOrder(shape, [1, 8, 64, 64], 2)]
  let pixels = 0
  for (const { offset, count } of blocks) {
    const at = offset.reduce((sum, index, axis) => sum * shape[axis]! + index, 0)
    expect(at).toBe(pixels)
    expect(offset[1]! % 8).toBe(0)
    const size = count.reduce((all, each) => all * each, 1)
    expect(size * 2).toBeLessThanOrEqual(pieceBytes)
    pixels += size
  }
  expect(pixels).toBe(2 * 100 * 1024 * 1024)
})

test('one row above the limit is still one block at a time', () => {
  const [first] = [...blocksInOrder([2, 2 ** 26], null, 1)]
  expect(first).toEqual({ offset: [0, 0], count: [1, 2 ** 25] })
})

test('bands hold whole rows of chunks', () => {
  expect(bandRows(2 ** 20, 10)).toBe(30)
  expect(bandRows(2 ** 20, 64)).toBe(32)
  expect(bandRows(2 ** 30, 1)).toBe(1)
})
