import { expect, test } from 'vitest'
import { openNpy } from '../../../../src-main/core/images/npy/open-npy.ts'
import { encodeNpy } from '../../../fixtures/images/encode-npy.ts'
import { ramp, uint16Bytes } from '../../../fixtures/images/encode-tiff.ts'
import { temporaryFolder } from '../../../fixtures/images/temporary-file.ts'

const folder = temporaryFolder()

test.each([
  [[6], 'x'],
  [[2, 3], 'yx'],
  [[4, 2, 3], 'qyx'],
  [[8, 8, 3], 'yxs'],
  [[8, 8, 5], 'qyx'],
  [[2, 8, 8, 3], 'qyxs'],
  [[2, 2, 2, 2, 2], 'qqqyx'],
])('shape %j has axes %s', async (shape, axes) => {
  const length = shape.reduce((all, size) => all * size, 1)
  const image = await openNpy(folder.write('a.npy', encodeNpy('|u1', shape, ramp(length))))
  expect(image.info).toMatchObject({ format: 'npy', axes, shape })
  expect(image.info.warnings).toHaveLength([...axes].filter((axis) => 'qs'.includes(axis)).length)
  expect([...(await image.readAll()).data]).toEqual([...ramp(length)])
  await image.close()
})

test('more than three leading axes are shown by joining them, values as stored', async () => {
  const shape = [2, 1, 2, 2, 2, 2, 3]
  const image = await openNpy(folder.write('7.npy', encodeNpy('|u1', shape, ramp(96))))
  expect(image.info).toMatchObject({ axes: 'qqqqqyx', shape })
  const { t, c, z } = image.info.size
  expect(t * c * z).toBe(16)
  expect([...(await image.readPlane({ t: t - 1, c: c - 1, z: z - 1 })).data]).toEqual([
    ...ramp(6, 90),
  ])
  expect([...(await image.readAll()).data]).toEqual([...ramp(96)])
  await image.close()
})

test('regions come from the file, big-endian ones too', async () => {
  const values = Array.from({ length: 24 }, (_, i) => i * 1000)
  const bytes = encodeNpy('>u2', [2, 3, 4], uint16Bytes(values, false))
  const image = await openNpy(folder.write('b.npy', bytes))
  const { data } = await image.readRegion({ z: 1, y: 1, x: 2, height: 2, width: 2 })
  expect([...data]).toEqual([18000, 19000, 22000, 23000])
  await image.close()
})

test('Fortran order reads like C order', async () => {
  const bytes = encodeNpy('|u1', [2, 3], Uint8Array.of(1, 4, 2, 5, 3, 6), { fortran: true })
  const image = await openNpy(folder.write('f.npy', bytes))
  expect([...(await image.readAll()).data]).toEqual([1, 2, 3, 4, 5, 6])
  expect([...(await image.readRegion({ y: 1, x: 1, height: 1, width: 2 })).data]).toEqual([5, 6])
  await image.close()
})

test.each([[[]], [[0, 5]]])('shape %j is no image', async (shape) => {
  const path = folder.write('n.npy', encodeNpy('|u1', shape, ramp(64)))
  await expect(openNpy(path)).rejects.toMatchObject({ code: 'format-not-supported' })
})

test('a shape larger than the file is truncated, whatever it claims', async () => {
  const path = folder.write('t.npy', encodeNpy('<f8', [900_000_000, 900_000], ramp(64)))
  await expect(openNpy(path)).rejects.toMatchObject({
    code: 'file-truncated',
    message: expect.stringMatching(/bytes are needed and 1\d\d are there/) as string,
  })
})
