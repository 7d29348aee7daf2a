import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openImage } from '../../../../src-main/core/images/open-image.ts'
import { bytesOf } from '../../../../src-main/core/images/pixel-types.ts'
import { halveBlock } from '../../../../src-main/core/images/pyramid/halve-block.ts'
import { writeHalvedPlane } from '../../../../src-main/core/images/pyramid/halve-plane.ts'
import { memorySource } from '../../../fixtures/images/memory-source.ts'
import { temporaryFolder } from '../../../fixtures/images/temporary-file.ts'

const folder = temporaryFolder()

test('a plane in many pieces gives what it gives as a whole, in pieces of bounded size', async () => {
  const [height, width] = [1100, 9001] // float64: pieces of 1024 x 4096
  const pixels = Float64Array.from({ length: height * width }, (_, i) => (i * 7919) % 10_007)
  let largest = 0
  const source = memorySource({
    axes: 'yx',
    shape: [height, width],
    dtype: 'float64',
    plane: () => pixels,
    onRead: (count) => (largest = Math.max(largest, count)),
  })
  const path = join(folder.path, 'a.ome.tif')
  const fractions: number[] = []
  await writeHalvedPlane(
    path,
    { source, level: 0, plane: {} },
    { reduction: 'mean', onProgress: (fraction) => fractions.push(fraction) },
  )
  const image = await openImage(path)
  expect(image.info).toMatchObject({ axes: 'yx', shape: [550, 4501], dtype: 'float64' })
  const half = halveBlock(pixels, height, width, 1, 'float64', 'mean')
  const { data } = await image.readPlane()
  expect(Buffer.compare(bytesOf(data), bytesOf(half))).toBe(0)
  await image.close()
  expect(largest).toBe(1024 * 4096)
  expect(fractions).toEqual([1 / 6, 2 / 6, 3 / 6, 4 / 6, 5 / 6, 1])
})

test('a cancel between two pieces leaves nothing behind', async () => {
  const stop = new AbortController()
  const source = memorySource({
    axes: 'yx',
    shape: [5000, 20],
    dtype: 'uint8',
    plane: () => new Uint8Array(100_000),
    onRead: () => stop.abort(),
  })
  const path = join(folder.path, 'b.ome.tif')
  const options = { reduction: 'mean', signal: stop.signal } as const
  await expect(
    writeHalvedPlane(path, { source, level: 0, plane: {} }, options),
  ).rejects.toMatchObject({ code: 'cancelled' })
  expect(existsSync(path)).toBe(false)
  expect(readdirSync(folder.path).filter((name) => name.includes('b.ome'))).toEqual([])
})
