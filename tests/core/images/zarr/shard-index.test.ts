import { expect, test } from 'vitest'
import { crc32c } from '../../../../src-main/core/images/zarr/codecs/crc32c.ts'
import {
  readShardIndex,
  type ShardIndex,
} from '../../../../src-main/core/images/zarr/shard-index.ts'

const none = 2n ** 64n - 1n
const sharding = {
  chunkShape: [2],
  indexAtEnd: true,
  indexLittleEndian: true,
  indexHasChecksum: true,
  inner: undefined,
}

function indexBytes(values: readonly bigint[], more: { bigEndian?: boolean } = {}): Uint8Array {
  const bytes = new Uint8Array(values.length * 8 + 4)
  const view = new DataView(bytes.buffer)
  values.forEach((value, i) => view.setBigUint64(i * 8, value, more.bigEndian !== true))
  view.setUint32(values.length * 8, crc32c(bytes.subarray(0, -4)), true)
  return bytes
}

function read(stored: Uint8Array, options: object = {}, shard = { offset: 0, length: 100 }) {
  const asked: number[][] = []
  const index = readShardIndex('a', { ...sharding, ...options }, [4], shard, (offset, length) => {
    asked.push([offset, length])
    return Promise.resolve(stored)
  })
  return index.then((found) => ({ found: found as ShardIndex, asked }))
}

test('places of chunks, absent ones too, from the end of the shard', async () => {
  const { found, asked } = await read(indexBytes([5n, 10n, none, none]))
  expect(asked).toEqual([[64, 36]])
  expect([found.rangeOf(0), found.rangeOf(1), found.missing]).toEqual([
    { offset: 5, length: 10 },
    undefined,
    1,
  ])
})

test('a shard inside another: places count from its start', async () => {
  const shard = { offset: 1000, length: 100 }
  const stored = indexBytes([5n, 10n, 40n, 3n])
  const { found, asked } = await read(stored, { indexAtEnd: false }, shard)
  expect(asked).toEqual([[1000, 36]])
  expect(found.rangeOf(1)).toEqual({ offset: 1040, length: 3 })
})

test('an index without checksum, highest bytes first', async () => {
  const options = { indexHasChecksum: false, indexLittleEndian: false }
  const stored = indexBytes([1n, 2n, 3n, 4n], { bigEndian: true }).subarray(0, -4)
  const { found } = await read(stored, options)
  expect(found.rangeOf(1)).toEqual({ offset: 3, length: 4 })
})

test.each([
  ['a place behind the end', indexBytes([50n, 51n, none, none])],
  ['an absurd place', indexBytes([none - 1n, 5n, none, none])],
  ['another checksum', indexBytes([5n, 10n, none, none]).fill(7, 35)],
])('%s is damage', async (_, stored) => {
  await expect(read(stored)).rejects.toMatchObject({ code: 'format-corrupt' })
})

test('a shard smaller than its index is damage', async () => {
  const shard = { offset: 0, length: 20 }
  await expect(read(indexBytes([0n, 1n, 1n, 1n]), {}, shard)).rejects.toMatchObject({
    code: 'format-corrupt',
    message: expect.stringContaining('needs 36 bytes') as string,
  })
})
