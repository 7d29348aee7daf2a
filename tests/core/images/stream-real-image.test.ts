import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openImage } from '../../../src-main/core/images/open-image.ts'
import { streamRealImage } from '../../../src-main/core/images/stream-real-image.ts'
import { writeRealImage } from '../../../src-main/core/images/write-real-image.ts'
import { temporaryFolder } from '../../fixtures/images/temporary-file.ts'

const folder = temporaryFolder()

test('tiles of a network give the bytes that the whole array gives', async () => {
  const shape = [2, 520, 530]
  const data = Float32Array.from({ length: 2 * 520 * 530 }, (_, i) => Math.fround(i / 7))
  const whole = await writeRealImage(join(folder.path, 'a.ome.tif'), { shape, data, axes: 'cyx' })
  const stack = { shape, axes: 'cyx' }
  const parts = await streamRealImage(join(folder.path, 'b.ome.tif'), stack, async (writer) => {
    expect(writer.tile).toEqual({ height: 512, width: 512 })
    for (const plane of [0, 1]) {
      for (const y of [0, 512]) {
        const rectangle = { y, x: 0, height: Math.min(512, 520 - y), width: 530 }
        const start = (plane * 520 + y) * 530
        const values = data.slice(start, start + rectangle.height * 530)
        await writer.writeRegion(plane, rectangle, values)
      }
    }
  })
  expect(parts).toEqual(whole)
})

test('channels of a network, each with its own planes', async () => {
  const path = join(folder.path, 'c.ome.tif')
  await streamRealImage(path, { shape: [3, 2, 20, 20], axes: 'czyx' }, async (writer) => {
    const values = new Float32Array(400).fill(0.5)
    await writer.writeRegion(5, { y: 0, x: 0, height: 20, width: 20 }, values)
  })
  const image = await openImage(path)
  expect(image.info).toMatchObject({ axes: 'czyx', shape: [3, 2, 20, 20], dtype: 'float32' })
  expect((await image.readPlane({ c: 2, z: 1 })).data[9]).toBe(0.5)
  expect((await image.readPlane({ c: 1, z: 1 })).data[9]).toBe(0)
  await image.close()
})

test.each([
  [[2, 3], 'xy'],
  [[2, 3, 4], 'yx'],
])('shape %j with axes %s is refused', async (shape, axes) => {
  const path = join(folder.path, 'd.tif')
  await expect(streamRealImage(path, { shape, axes }, async () => undefined)).rejects.toMatchObject(
    { code: 'axes-mismatch' },
  )
})
