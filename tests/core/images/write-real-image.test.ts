import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readRealImage } from '../../../src-main/core/images/read-real-image.ts'
import { writeRealImage } from '../../../src-main/core/images/write-real-image.ts'
import { temporaryFolder } from '../../fixtures/images/temporary-file.ts'

const folder = temporaryFolder()
const path = join(folder.path, 'a.ome.tif')

test.each([
  [undefined, [6, 9]],
  [undefined, [2, 6, 9]],
  ['yxs', [6, 9, 3]],
  ['yxs', [6, 9, 2]],
  ['cyx', [2, 6, 9]],
  ['czyx', [2, 3, 4, 5]],
])('values with axes %s and shape %j are read back as float32', async (axes, shape) => {
  const length = shape.reduce((all, size) => all * size, 1)
  const data = Float64Array.from({ length }, (_, i) => Math.sin(i) * 1e5)
  data[1] = NaN
  data[2] = -Infinity
  const image = axes === undefined ? { shape, data } : { shape, data, axes }
  await writeRealImage(path, image, { pixelSizeUm: 'uncalibrated' })
  const back = await readRealImage(path)
  expect(back).toMatchObject({
    shape,
    dtype: 'float32',
    axes: axes ?? 'zyx'.slice(3 - shape.length),
  })
  expect([...back.data]).toEqual([...Float32Array.from(data)])
})

test('the same values give the same bytes', async () => {
  const image = { shape: [40, 40], data: Float32Array.from({ length: 1600 }, (_, i) => i / 3) }
  expect(await writeRealImage(path, image)).toEqual(await writeRealImage(path, image))
})

test('axes that do not fit the shape are refused', async () => {
  const data = new Float32Array(6)
  await expect(writeRealImage(path, { shape: [2, 3], axes: 'xy', data })).rejects.toMatchObject({
    code: 'shape-mismatch',
  })
  await expect(writeRealImage(path, { shape: [2, 2], data })).rejects.toMatchObject({
    code: 'shape-mismatch',
  })
})
