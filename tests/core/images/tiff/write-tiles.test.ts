import { open } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { tileGrid } from '../../../../src-main/core/images/pyramid/tile-grid.ts'
import { createAppender } from '../../../../src-main/core/images/tiff/write-appender.ts'
import { createTileStore } from '../../../../src-main/core/images/tiff/write-tiles.ts'
import { temporaryFolder } from '../../../fixtures/images/temporary-file.ts'

const folder = temporaryFolder()
const grid = tileGrid({ height: 20, width: 40 }, { height: 16, width: 32 })
const pixel = { dtype: 'uint16', samples: 1, compression: { method: 'deflate', level: 1 } } as const

test('tiles are found again, zeros share one place, and each place is taken once', async () => {
  const handle = await open(join(folder.path, 'a'), 'w+')
  const store = createTileStore(createAppender(handle, 8), [grid], 2, pixel)
  const pixels = Uint16Array.from({ length: 20 * 40 }, (_, i) => i)
  await store.put(0, 1, 1, 1, { pixels, start: 16 * 40 + 32, stride: 40 })
  await store.put(0, 1, 0, 0, { pixels, start: 0, stride: 40 })
  await store.put(0, 0, 0, 0, { pixels: new Uint16Array(16 * 32), start: 0, stride: 32 })
  pixels.fill(1)
  await store.settle()
  expect(await store.read(0, 1, 1, 1)).toEqual(
    Uint16Array.from({ length: 32 }, (_, i) => (16 + Math.floor(i / 8)) * 40 + 32 + (i % 8)),
  )
  expect((await store.read(0, 1, 0, 0))?.[33]).toBe(41)
  expect(await store.read(0, 0, 0, 0)).toBeUndefined()
  await expect(
    store.put(0, 0, 0, 0, { pixels: new Uint16Array(16 * 32), start: 0, stride: 32 }),
  ).rejects.toThrow('there already')
  await store.placeBlankTiles()
  const [{ offsets, byteCounts }] = store.tables as [(typeof store.tables)[number]]
  expect(offsets[7]).toBe(8) // the first that was put
  expect(offsets[4]).toBeGreaterThan(8)
  expect(new Set([0, 1, 2, 3, 5, 6].map((at) => offsets[at])).size).toBe(1)
  expect([...byteCounts].every((count) => count > 0)).toBe(true)
  await handle.close()
})

test('a disk that fails is told at a later call', async () => {
  const handle = await open(join(folder.path, 'b'), 'w+')
  const store = createTileStore(createAppender(handle, 8), [grid], 9, pixel)
  await handle.close()
  const noise = (): Uint16Array =>
    Uint16Array.from({ length: 20 * 40 }, () => 1 + Math.random() * 65000)
  const writeAll = async (): Promise<void> => {
    for (let plane = 0; plane < 9; plane++) {
      await store.put(0, plane, 0, 0, { pixels: noise(), start: 0, stride: 40 })
    }
    await store.settle()
  }
  await expect(writeAll()).rejects.toMatchObject({ code: 'EBADF' })
})
