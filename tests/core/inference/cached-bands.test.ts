import { expect, test } from 'vitest'
import { cachedBands } from '../../../src-main/core/inference/cached-bands.ts'
import type { Box } from '../../../src-main/core/inference/tensor-reader.ts'
import { unheldReader } from '../../fixtures/unheld-reader.ts'

function watched(fails = 0) {
  const elsewhere = unheldReader({
    axes: ['y', 'x'],
    shape: [4, 6],
    dtype: 'uint8',
    data: Uint8Array.from({ length: 24 }, (_, index) => index),
  })
  const boxes: Box[] = []
  let left = fails
  const reader = {
    ...elsewhere,
    read(box: Box) {
      boxes.push(box)
      return left-- > 0 ? Promise.reject(new Error('gone')) : elsewhere.read(box)
    },
  }
  return { boxes, reader }
}

test('neighbours along the axis come from one read', async () => {
  const { boxes, reader } = watched()
  const cached = cachedBands(reader, 1)
  expect([...(await cached.read({ start: [1, 0], size: [2, 2] }))]).toEqual([6, 7, 12, 13])
  expect([...(await cached.read({ start: [1, 4], size: [2, 2] }))]).toEqual([10, 11, 16, 17])
  expect(boxes).toEqual([{ start: [1, 0], size: [2, 6] }])
  await cached.read({ start: [2, 0], size: [2, 2] })
  expect(boxes).toHaveLength(2)
})

test('a band has no more elements than was said, but always the box', async () => {
  const { boxes, reader } = watched()
  const cached = cachedBands(reader, 1, 8)
  await cached.read({ start: [0, 1], size: [2, 2] })
  expect(boxes[0]).toEqual({ start: [0, 1], size: [2, 4] })
  await cached.read({ start: [0, 0], size: [4, 3] })
  expect(boxes[1]).toEqual({ start: [0, 0], size: [4, 3] })
})

test('a read that failed is not kept', async () => {
  const { boxes, reader } = watched(1)
  const cached = cachedBands(reader, 1)
  const box = { start: [0, 0], size: [1, 1] }
  await expect(cached.read(box)).rejects.toThrow('gone')
  expect([...(await cached.read(box))]).toEqual([0])
  expect(boxes).toHaveLength(2)
})
