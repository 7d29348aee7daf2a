import { createHash } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { inspectImage } from '../../../src-main/core/images/inspect-image.ts'
import { encodeTiff, grayPage, uint16Bytes } from '../../fixtures/images/encode-tiff.ts'
import { writeHdf5 } from '../../fixtures/images/write-hdf5.ts'
import { temporaryFolder } from '../../fixtures/images/temporary-file.ts'

const folder = temporaryFolder()
const values = [1, 258, 3, 65535]
const sha256 = createHash('sha256').update(uint16Bytes(values)).digest('hex')

test.each([true, false])(
  'the hash is over little-endian pixels (file little-endian: %s)',
  async (littleEndian) => {
    const page = grayPage(2, 2, uint16Bytes(values, littleEndian), { bits: 16 })
    const path = folder.write('a.tif', encodeTiff([page], { littleEndian }))
    expect(await inspectImage(path, { checksum: true })).toEqual({
      format: 'tiff',
      axes: 'yx',
      shape: [2, 2],
      dtype: 'uint16',
      pixelSizeUm: 'uncalibrated',
      channels: [{ name: 'channel 1' }],
      levels: [{ downsample: 1, height: 2, width: 2 }],
      facts: expect.any(Array) as unknown[],
      warnings: [],
      sha256,
    })
  },
)

test('without the option no pixel is read', async () => {
  const bytes = encodeTiff([grayPage(2, 2, new Uint8Array(0), { compression: 8 })])
  const found = await inspectImage(folder.write('b.tif', bytes))
  expect(found).toMatchObject({ shape: [2, 2] })
  expect(found).not.toHaveProperty('sha256')
})

test('of several images each can be named, and all are listed', async () => {
  const path = await writeHdf5(join(folder.path, 'two.h5'), {
    raw: { shape: [2, 2], data: Uint8Array.of(1, 2, 3, 4) },
    label: { shape: [2, 2], data: Uint8Array.of(0, 1, 0, 1) },
  })
  const second = await inspectImage(`${path}#series=1`, { checksum: true })
  expect(second).toMatchObject({
    series: [
      { name: 'raw', kind: 'image' },
      { name: 'label', kind: 'labels' },
    ],
    seriesIndex: 1,
    sha256: createHash('sha256')
      .update(Uint8Array.of(0, 1, 0, 1))
      .digest('hex'),
  })
})

test('the hash stays when the axes are called otherwise', async () => {
  const bytes = encodeTiff([grayPage(2, 2, uint16Bytes(values), { bits: 16 })])
  const path = folder.write('axes.tif', bytes)
  expect(await inspectImage(`${path}#axes=yx`, { checksum: true })).toMatchObject({ sha256 })
})

test('one of many numbered images says so', async () => {
  mkdirSync(join(folder.path, 'many'))
  const bytes = encodeTiff([grayPage(1, 1, Uint8Array.of(1))])
  for (const n of [1, 2, 3]) folder.write(`many/cell_${n}.tif`, bytes)
  expect((await inspectImage(join(folder.path, 'many', 'cell_2.tif'))).facts).toContainEqual({
    name: 'Numbered images',
    value: 'looks like one of 3; cell_*.tif opens them as one stack',
  })
})

test('missing chunks of a store are counted', async () => {
  mkdirSync(join(folder.path, 'holes.zarr'))
  const array = { zarr_format: 2, shape: [2, 4], chunks: [2, 2], dtype: '|u1' }
  const rest = { compressor: null, fill_value: 7, order: 'C', filters: null }
  folder.write('holes.zarr/.zarray', JSON.stringify({ ...array, ...rest }))
  folder.write('holes.zarr/0.0', Uint8Array.of(1, 2, 3, 4))
  const found = await inspectImage(join(folder.path, 'holes.zarr'), { checksum: true })
  expect(found.warnings.filter((text) => /1 of 2 chunks is missing/.test(text))).toHaveLength(1)
})
