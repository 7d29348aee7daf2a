import { createHash } from 'node:crypto'
import { deflateSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { openTiff } from '../../../../src-main/core/images/tiff/open-tiff.ts'
import {
  encodeTiff,
  grayPage,
  grayTags,
  ramp,
  uint16Bytes,
  type FixtureTag,
} from '../../../fixtures/images/encode-tiff.ts'
import { temporaryFolder } from '../../../fixtures/images/temporary-file.ts'

const folder = temporaryFolder()
const values = [1, 258, 3, 65535, 5, 6]

test.each([
  { littleEndian: true, big: false },
  { littleEndian: false, big: false },
  { littleEndian: true, big: true },
  { littleEndian: false, big: true },
])('classic and big TIFF in both byte orders: %j', async (encoding) => {
  const bytes = uint16Bytes(values, encoding.littleEndian)
  const path = folder.write('a.tif', encodeTiff([grayPage(2, 3, bytes, { bits: 16 })], encoding))
  const image = await openTiff(path)
  expect(await image.readPlane()).toEqual({
    axes: 'yx',
    shape: [2, 3],
    dtype: 'uint16',
    data: Uint16Array.from(values),
  })
  await image.close()
})

test('a volume inside one directory is z', async () => {
  const extra: FixtureTag[] = [
    [32997, 'long', [3]],
    [259, 'short', [8]],
  ]
  const chunks = [0, 10, 20].map((start) => deflateSync(ramp(6, start)))
  const path = folder.write('depth.tif', encodeTiff([{ tags: grayTags(2, 3, { extra }), chunks }]))
  const image = await openTiff(path)
  expect(image.info).toMatchObject({ axes: 'zyx', shape: [3, 2, 3] })
  expect([...(await image.readPlane({ z: 2 })).data]).toEqual([...ramp(6, 20)])
  await image.close()
})

test.each([
  [[[262, 'short', [0]]], /not inverted/],
  [[[262, 'short', [3]]], /colour table/],
  [[[262, 'short', [5]]], /CMYK/],
  [[[274, 'short', [6]]], /orientation 6/],
  [[[33629, 'long', [5, 5]]], /MetaMorph stack of 2/],
] as const)('a warning says what is not applied: %j', async (extra, warning) => {
  const page = grayPage(1, 2, ramp(2), { extra: extra as unknown as FixtureTag[] })
  const image = await openTiff(folder.write('w.tif', encodeTiff([page])))
  expect(image.info.warnings).toHaveLength(1)
  expect(image.info.warnings[0]).toMatch(warning)
  expect([...(await image.readPlane()).data]).toEqual([0, 1])
  await image.close()
})

test('a page that differs from what the metadata promise is an error when read', async () => {
  const pages = [
    grayPage(1, 2, ramp(2), { description: 'ImageJ=1\nimages=2\nslices=2\n' }),
    grayPage(2, 1, ramp(2)),
  ]
  const image = await openTiff(folder.write('differs.tif', encodeTiff(pages)))
  await expect(image.readPlane({ z: 1 })).rejects.toMatchObject({
    code: 'format-corrupt',
    message: expect.stringMatching(/2 x 1 uint8.*1 x 2 uint8/) as string,
  })
  await image.close()
})

test('many planes are walked in stored order', async () => {
  const pages = Array.from({ length: 40 }, (_, i) => grayPage(2, 3, ramp(6, i)))
  const image = await openTiff(folder.write('many.tif', encodeTiff(pages)))
  const hash = createHash('sha256')
  let planes = 0
  for await (const plane of image.readPlanesInStoredOrder()) {
    hash.update(plane as Uint8Array)
    planes++
  }
  const expected = Buffer.concat(Array.from({ length: 40 }, (_, i) => ramp(6, i)))
  expect(planes).toBe(40)
  expect(hash.digest('hex')).toBe(createHash('sha256').update(expected).digest('hex'))
  await image.close()
})
