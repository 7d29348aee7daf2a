import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openImage } from '../../../src-main/core/images/open-image.ts'
import { streamLabelImage } from '../../../src-main/core/images/stream-label-image.ts'
import { writeLabelImage } from '../../../src-main/core/images/write-label-image.ts'
import { temporaryFolder } from '../../fixtures/images/temporary-file.ts'

const folder = temporaryFolder()

test('region by region gives the bytes that the whole array gives', async () => {
  const shape = [2, 600, 700]
  const data = Uint32Array.from({ length: 2 * 600 * 700 }, (_, i) => (i >> 5) % 900)
  const whole = await writeLabelImage(join(folder.path, 'a.ome.tif'), { shape, data })
  const parts = await streamLabelImage(
    join(folder.path, 'b.ome.tif'),
    { shape, largestLabel: 899 },
    async (writer) => {
      for (let z = 0; z < 2; z++) {
        for (const y of [0, 512]) {
          const height = Math.min(writer.tile.height, 600 - y)
          const start = (z * 600 + y) * 700
          const strip = data.subarray(start, start + height * 700)
          await writer.writeRegion(z, { y, x: 0, height, width: 700 }, strip)
        }
      }
    },
  )
  expect(parts).toEqual(whole)
})

test('without a largest label 32 bits are written', async () => {
  const path = join(folder.path, 'c.ome.tif')
  await streamLabelImage(path, { shape: [20, 20] }, async (writer) => {
    const labels = new Uint32Array(400).fill(4_000_000_000)
    await writer.writeRegion(0, { y: 0, x: 0, height: 20, width: 20 }, labels)
  })
  const image = await openImage(path)
  expect(image.info.dtype).toBe('uint32')
  expect((await image.readPlane()).data[399]).toBe(4_000_000_000)
  await image.close()
})

test('a label above the largest announced is refused, and no file appears', async () => {
  const path = join(folder.path, 'd.ome.tif')
  const writing = streamLabelImage(path, { shape: [20, 20], largestLabel: 9 }, (writer) =>
    writer.writeRegion(0, { y: 0, x: 0, height: 20, width: 20 }, new Uint32Array(400).fill(10)),
  )
  await expect(writing).rejects.toMatchObject({
    code: 'not-a-label-image',
    message: expect.stringMatching(/label is 10, and 9/) as string,
  })
  expect(existsSync(path)).toBe(false)
})

test('other shapes are refused', async () => {
  const writing = streamLabelImage(
    join(folder.path, 'e.tif'),
    { shape: [1] },
    async () => undefined,
  )
  await expect(writing).rejects.toMatchObject({ code: 'shape-mismatch' })
})
