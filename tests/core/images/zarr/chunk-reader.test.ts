import { renameSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { decodeInPlace } from '../../../../src-main/core/images/chunk-decoders.ts'
import {
  indicesOf,
  openZarrArray,
  type ZarrArray,
} from '../../../../src-main/core/images/zarr/chunk-reader.ts'
import { openFolderStore } from '../../../../src-main/core/images/zarr/folder-store.ts'
import { parseArray, readNode } from '../../../../src-main/core/images/zarr/node.ts'
import { temporaryFolder } from '../../../fixtures/images/temporary-file.ts'
import {
  arrayV2,
  arrayV3,
  writeZarrStore,
  type StoreFiles,
} from '../../../fixtures/images/write-zarr-store.ts'

const folder = temporaryFolder()
let stores = 0

async function open(files: StoreFiles): Promise<{ array: ZarrArray; root: string }> {
  const root = writeZarrStore(join(folder.path, `s${stores++}.zarr`), files)
  const store = await openFolderStore(root)
  const metadata = parseArray((await readNode(store, ''))!)
  return { array: openZarrArray(store, '', metadata, decodeInPlace), root }
}

const bytes = { name: 'bytes', configuration: { endian: 'little' } }
const sharded = (codecs: unknown, more: object = {}) => ({
  name: 'sharding_indexed',
  configuration: { chunk_shape: [2], codecs, index_codecs: [bytes], ...more },
})

function shard(places: readonly bigint[], chunks: readonly number[]): Uint8Array {
  const index = new Uint8Array(BigUint64Array.from(places).buffer)
  return Uint8Array.from([...chunks, ...index])
}
const none = 2n ** 64n - 1n

test('a chunk is read once and kept', async () => {
  const { array, root } = await open({
    '.zarray': arrayV2([4, 4], { chunks: [2, 4] }),
    '1.0': Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8),
  })
  expect(array.chunkCounts).toEqual([2, 1])
  expect(await array.chunk([0, 0], {})).toBeUndefined()
  const pixels = await array.chunk([1, 0], {})
  expect(pixels).toEqual(Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8))
  renameSync(join(root, '1.0'), join(root, 'away'))
  expect(await array.chunk([1, 0], {})).toBe(pixels)
})

test('chunks of a shard, and of a shard inside a shard', async () => {
  const { array } = await open({
    'zarr.json': arrayV3([8], [4], { codecs: [sharded([bytes])] }),
    'c/0': shard([2n, 2n, none, none], [9, 9, 5, 6]),
  })
  expect(await array.chunk([0], {})).toEqual(Uint8Array.of(5, 6))
  expect(await array.chunk([1], {})).toBeUndefined()
  expect(await array.chunk([3], {})).toBeUndefined()
  expect(await array.underKey([0])).toEqual({ missing: 1, total: 2 })
  expect(await array.underKey([1])).toEqual({ missing: 2, total: 2 })

  const inner = shard([1n, 1n, 0n, 1n], [7, 8])
  const nested = await open({
    'zarr.json': arrayV3([4], [4], {
      codecs: [sharded([sharded([bytes], { chunk_shape: [1] })])],
    }),
    'c/0': shard([none, none, 3n, BigInt(inner.length)], [0, 0, 0, ...inner]),
  })
  expect(await nested.array.chunk([1], {})).toBeUndefined()
  expect(await nested.array.chunk([2], {})).toEqual(Uint8Array.of(8))
  expect(await nested.array.chunk([3], {})).toEqual(Uint8Array.of(7))
})

test('chunks of a shard that lie outside the array are not missed', async () => {
  const { array } = await open({ 'zarr.json': arrayV3([5], [4], { codecs: [sharded([bytes])] }) })
  expect(await array.underKey([0])).toEqual({ missing: 2, total: 2 })
  expect(await array.underKey([1])).toEqual({ missing: 1, total: 1 })
})

test('a chunk of absurd size in a shard is damage, and takes no memory', async () => {
  const { array } = await open({
    'zarr.json': arrayV3([4], [4], { codecs: [sharded([bytes, 'gzip'])] }),
    'c/0': shard([0n, 70_000n, none, none], new Array<number>(70_000).fill(1)),
  })
  await expect(array.chunk([0], {})).rejects.toMatchObject({ code: 'format-corrupt' })
})

test('absent chunks of a store that has gone are an error, not the fill value', async () => {
  const { array, root } = await open({ '.zarray': arrayV2([4, 4], { chunks: [2, 4] }) })
  renameSync(root, `${root}.away`)
  await expect(array.chunk([0, 0], {})).rejects.toMatchObject({ code: 'file-unreadable' })
})

test('a damaged chunk is named', async () => {
  const { array } = await open({ '.zarray': arrayV2([4, 4]), '0.0': Uint8Array.of(1) })
  await expect(array.chunk([0, 0], {})).rejects.toMatchObject({
    code: 'format-corrupt',
    message: expect.stringMatching(
      /\/0\.0 is damaged: the chunk holds 1 bytes, and 16 are/,
    ) as string,
  })
})

test('indices of a grid in C order', () => {
  expect([...indicesOf([2, 2])]).toEqual([
    [0, 0],
    [0, 1],
    [1, 0],
    [1, 1],
  ])
  expect([...indicesOf([])]).toEqual([[]])
  expect([...indicesOf([0, 3])]).toEqual([])
})
