import { open } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openTiff } from '../../../../src-main/core/images/tiff/open-tiff.ts'
import { openTiffFile } from '../../../../src-main/core/images/tiff/open-tiff-file.ts'
import {
  writeOmeTiff,
  type OmeTiffImage,
} from '../../../../src-main/core/images/tiff/write-ome-tiff.ts'
import { temporaryFolder } from '../../../fixtures/images/temporary-file.ts'

const folder = temporaryFolder()
const path = join(folder.path, 'a.ome.tif')
const size = { t: 1, c: 2, z: 2, height: 530, width: 600, samples: 1 }
const pixel = (plane: number, i: number): number => (plane * 1000 + i * 13) % 65536

async function write(changes: Partial<OmeTiffImage> = {}): Promise<void> {
  const handle = await open(path, 'w')
  await writeOmeTiff(handle, {
    dtype: 'uint16',
    size,
    pixelSizeUm: { x: 0.1625, y: 0.5 },
    compressionLevel: 1,
    plane: (index) => Uint16Array.from({ length: 530 * 600 }, (_, i) => pixel(index, i)),
    ...changes,
  })
  await handle.close()
}

test.each([undefined, 0])(
  'tiles of 512 and planes in order c, z (BigTIFF above %s bytes)',
  async (bigTiffAboveBytes) => {
    await write(bigTiffAboveBytes === undefined ? {} : { bigTiffAboveBytes })
    const tiff = await openTiffFile(path)
    expect(tiff.encoding).toEqual({ littleEndian: true, big: bigTiffAboveBytes === 0 })
    const first = tiff.directories[0]!
    expect([await first.number(322, 0), await first.number(323, 0), first.count(324)]).toEqual([
      512, 512, 4,
    ])
    expect(await first.number(282, 0)).toBeCloseTo(10_000 / 0.1625, 4)
    expect(await first.number(296, 0)).toBe(3)
    await tiff.file.close()
    const image = await openTiff(path)
    expect(image.info).toMatchObject({
      axes: 'czyx',
      shape: [2, 2, 530, 600],
      pixelSizeUm: { x: 0.1625, y: 0.5 },
    })
    const { data } = await image.readRegion({ c: 1, z: 0, y: 511, x: 510, height: 2, width: 4 })
    const expected = [511, 512].flatMap((y) =>
      [510, 511, 512, 513].map((x) => pixel(2, y * 600 + x)),
    )
    expect([...data]).toEqual(expected)
    await image.close()
  },
)

test('small images have small tiles, colour is marked as RGB', async () => {
  await write({
    size: { t: 1, c: 1, z: 1, height: 3, width: 20, samples: 3 },
    pixelSizeUm: 'uncalibrated',
    plane: () => Uint16Array.from({ length: 180 }, (_, i) => i),
  })
  const tiff = await openTiffFile(path)
  const first = tiff.directories[0]!
  expect([await first.number(322, 0), await first.number(323, 0)]).toEqual([32, 16])
  expect(await first.number(262, 0)).toBe(2)
  expect(first.has(282)).toBe(false)
  await tiff.file.close()
  const image = await openTiff(path)
  expect(image.info).toMatchObject({ axes: 'yxs', pixelSizeUm: 'uncalibrated' })
  expect([...(await image.readAll()).data]).toEqual(Array.from({ length: 180 }, (_, i) => i))
  await image.close()
})
