import { expect, test } from 'vitest'
import type { ZarrArray } from '../../../../src-main/core/images/zarr/chunk-reader.ts'
import {
  countMissingChunks,
  keyCount,
  missingChunksWarning,
} from '../../../../src-main/core/images/zarr/missing-chunks.ts'

function arrayOf(sharding: object | undefined, total: number): ZarrArray {
  return {
    chunkCounts: sharding === undefined ? [4, 5] : [8, 10],
    metadata: { shape: [8, 10], keyShape: [2, 2], sharding },
    underKey: async ([row]: readonly number[]) => {
      await new Promise((resolve) => setImmediate(resolve))
      return { missing: row === 1 ? total : 0, total }
    },
  } as unknown as ZarrArray
}

test('every key is asked for once, also when many are asked at the same time', async () => {
  const array = arrayOf(undefined, 1)
  expect(keyCount(array)).toBe(20)
  expect(await countMissingChunks(array)).toEqual({ missing: 5, total: 20 })
})

test('of shards the chunks inside count', async () => {
  const found = await countMissingChunks(arrayOf({}, 4))
  expect(found).toEqual({ missing: 20, total: 80, missingShards: 5, shards: 20 })
  expect(missingChunksWarning(found)).toBe(
    '20 of 80 chunks are missing, 5 of 20 shards as a whole; their pixels are the fill value.',
  )
})

test.each([
  [1, 1, '1 of 1 chunks is missing; its pixels are the fill value.'],
  [1, 4, '1 of 4 chunks is missing; its pixels are the fill value.'],
  [4, 4, '4 of 4 chunks are missing; their pixels are the fill value.'],
])('%i of %i', (missing, total, sentence) => {
  expect(missingChunksWarning({ missing, total })).toBe(sentence)
})
