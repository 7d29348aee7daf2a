import { join } from 'node:path'
import { expect, test } from 'vitest'
import { exportImage } from '../../../src-main/core/images/export-image.ts'
import { openImage } from '../../../src-main/core/images/open-image.ts'
import { createPixelMemory, pixelMemory } from '../../../src-main/core/images/pixel-memory.ts'
import { encodePng } from '../../fixtures/images/encode-png.ts'
import { memorySource } from '../../fixtures/images/memory-source.ts'
import { temporaryFolder } from '../../fixtures/images/temporary-file.ts'

const folder = temporaryFolder()

test('an image keeps no more than its limit, what was used longest ago goes first', () => {
  const kept = createPixelMemory(100).open<string>(10)
  kept.put('a', 'A', 4)
  kept.put('b', 'B', 4)
  kept.get('a')
  kept.put('c', 'C', 4)
  expect(['a', 'b', 'c'].map((key) => kept.get(key))).toEqual(['A', undefined, 'C'])
})

test('all images share one limit: who was not looked at for longest gives way', () => {
  const memory = createPixelMemory(30)
  const images = [1, 2, 3].map(() => memory.open<number>(20))
  for (const [at, image] of images.entries()) for (const key of ['x', 'y']) image.put(key, at, 5)
  expect(memory.usedBytes).toBe(30)
  images[0]!.get('x')
  images[2]!.put('z', 9, 10)
  expect(memory.usedBytes).toBe(30)
  expect(images.map((image) => [image.get('x'), image.get('y')])).toEqual([
    [0, undefined],
    [undefined, 1],
    [2, 2],
  ])
})

test('one piece larger than all memory is kept beside the others, until the next of its kind', () => {
  const memory = createPixelMemory(30)
  const [first, second] = [memory.open<string>(10), memory.open<string>(10)]
  second.put('small', 's', 1)
  first.put('large', 'L', 50)
  second.put('more', 'm', 2)
  expect([first.get('large'), second.get('small'), memory.usedBytes]).toEqual(['L', 's', 53])
  second.put('larger', 'X', 60)
  expect([first.get('large'), second.get('larger'), memory.usedBytes]).toEqual([undefined, 'X', 60])
})

test('putting anew counts once, and closing gives all back for good', () => {
  const memory = createPixelMemory(30)
  const [kept, other] = [memory.open<string>(20), memory.open<string>(20)]
  kept.put('a', 'A', 5)
  kept.put('a', 'B', 7)
  other.put('o', 'O', 3)
  expect([kept.get('a'), memory.usedBytes]).toEqual(['B', 10])
  kept.close()
  kept.put('a', 'C', 5)
  expect([kept.get('a'), other.get('o'), memory.usedBytes]).toEqual([undefined, 'O', 3])
})

test('what an image keeps counts for the process, and is given back when it is closed', async () => {
  const shape = [2, 600, 700]
  const stack = memorySource({
    ...{ axes: 'zyx', shape, dtype: 'uint16' },
    plane: () => new Uint16Array(600 * 700).map((_, i) => i % 999),
  })
  const paths = { 'ome-tiff': 'a.ome.tif', 'ome-zarr': 'a.ome.zarr' } as const
  for (const format of ['ome-tiff', 'ome-zarr'] as const)
    await exportImage(stack, join(folder.path, paths[format]), { format })
  folder.write('a.png', encodePng({ width: 2, height: 1, bits: 8, color: 0, rows: [[0, 1, 2]] }))
  for (const name of [...Object.values(paths), 'a.png']) {
    const before = pixelMemory.usedBytes
    const source = await openImage(join(folder.path, name))
    await source.readRegion({ y: 0, x: 0, height: 1, width: 2 })
    expect(pixelMemory.usedBytes, name).toBeGreaterThan(before)
    await source.close()
    expect(pixelMemory.usedBytes, name).toBe(before)
  }
})
