import { expect, test } from 'vitest'
import type { ArrayMetadata } from '../../../../src-main/core/images/zarr/array-metadata.ts'
import type { ZarrArray } from '../../../../src-main/core/images/zarr/chunk-reader.ts'
import { readInStoredOrder, slabsOf } from '../../../../src-main/core/images/zarr/stored-order.ts'

test.each([
  ['a small image at once', [4, 64, 64], [1, 64, 64], 2, 1, [4, 64, 64]],
  ['thin chunks in groups', [500, 1000, 1000], [1, 250, 250], 2, 63, [8, 1000, 1000]],
  ['deep chunks one deep', [500, 1000, 1000], [125, 250, 250], 1, 4, [125, 1000, 1000]],
  ['too deep chunks in parts', [500, 4000, 4000], [500, 500, 500], 2, 125, [4, 4000, 4000]],
  ['huge planes by rows', [2, 100_000, 100_000], [1, 1000, 1000], 1, 200, [1, 1000, 100_000]],
])('%s', (_, shape, chunk, bytes, slabs, first) => {
  const boxes = [...slabsOf(shape, chunk, bytes)]
  expect(boxes).toHaveLength(slabs)
  expect(boxes[0]).toEqual({ start: shape.map(() => 0), count: first })
  const values = boxes.reduce((sum, { count }) => sum + count.reduce((all, one) => all * one, 1), 0)
  expect(values).toBe(shape.reduce((all, one) => all * one, 1))
})

test('values come in C order', async () => {
  const metadata = { shape: [3, 2], chunkShape: [2, 1], dtype: 'uint8', fill: 0 }
  const array = {
    path: 'a',
    metadata: metadata as unknown as ArrayMetadata,
    chunk: ([row, column]: readonly number[]) =>
      Promise.resolve(Uint8Array.of(row! * 4 + column!, row! * 4 + 2 + column!)),
  } as unknown as ZarrArray
  const values: number[] = []
  for await (const slab of readInStoredOrder(array)) values.push(...(slab as Uint8Array))
  expect(values).toEqual([0, 1, 2, 3, 4, 5])
})

test('the next slab is read while the caller works on one, and what was given stays until then', async () => {
  const asked: number[] = []
  const metadata = { shape: [3, 2 ** 24], chunkShape: [1, 2 ** 24], dtype: 'uint8', fill: 0 }
  const array = {
    path: 'a',
    metadata: metadata as unknown as ArrayMetadata,
    chunk: ([row]: readonly number[]) => {
      asked.push(row!)
      return Promise.resolve(new Uint8Array(2 ** 24).fill(row! + 1))
    },
  } as unknown as ZarrArray
  const seen: [number, number, number][] = []
  for await (const slab of readInStoredOrder(array)) {
    await new Promise((resolve) => setImmediate(resolve))
    seen.push([slab[0] as number, slab[2 ** 24 - 1] as number, asked.length])
  }
  expect(seen).toEqual([
    [1, 1, 2],
    [2, 2, 3],
    [3, 3, 3],
  ])
})
