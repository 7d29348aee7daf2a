import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { tileGrid } from '../../../../src-main/core/images/pyramid/tile-grid.ts'
import {
  createChunkStore,
  indicesOf,
} from '../../../../src-main/core/images/zarr-writer/write-chunks.ts'
import { temporaryFolder } from '../../../fixtures/images/temporary-file.ts'

const folder = temporaryFolder()
const grid = tileGrid({ height: 20, width: 40 }, { height: 16, width: 32 })

test('chunks are found again, and gaps are filled with 0', async () => {
  const path = join(folder.path, 'a')
  const store = createChunkStore(path, grid, [2, 3], 'float16')
  const pixels = Float32Array.from({ length: 20 * 40 }, (_, i) => i / 2)
  await store.put([1, 2], 1, 1, { pixels, start: 16 * 40 + 32, stride: 40 })
  await store.settle()
  expect(await store.read([1, 2], 1, 1)).toEqual(
    Float32Array.from({ length: 32 }, (_, i) => ((16 + Math.floor(i / 8)) * 40 + 32 + (i % 8)) / 2),
  )
  expect(await store.read([0, 0], 0, 0)).toBeUndefined()
  await expect(store.put([1, 2], 1, 1, { pixels, start: 0, stride: 40 })).rejects.toThrow(
    'there already',
  )
  await store.fillGaps()
  const files = (readdirSync(path, { recursive: true }) as string[]).filter((name) =>
    /^c.\d.\d.\d.\d$/.test(name),
  )
  expect(files.length).toBe(2 * 3 * 4)
})

test('a disk that fails is told at a later call', async () => {
  const path = join(folder.path, 'b')
  mkdirSync(path)
  writeFileSync(join(path, 'c'), 'a file where a folder is needed')
  const store = createChunkStore(path, grid, [], 'uint8')
  const pixels = new Uint8Array(16 * 32).fill(1)
  await store.put([], 0, 0, { pixels, start: 0, stride: 32 })
  await expect(store.settle()).rejects.toMatchObject({ code: 'ENOTDIR' })
  rmSync(path, { recursive: true })
})

test('places in C order', () => {
  expect(indicesOf(0, [])).toEqual([])
  expect(indicesOf(23, [2, 3, 4])).toEqual([1, 2, 3])
  expect(indicesOf(7, [2, 3, 4])).toEqual([0, 1, 3])
})
