import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { inspectImage } from '../../../src-main/core/images/inspect-image.ts'
import { encodeTiff, grayPage, uint16Bytes } from '../../fixtures/images/encode-tiff.ts'
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
