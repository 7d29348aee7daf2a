import { expect, test } from 'vitest'
import { openImage } from '../../../../src-main/core/images/open-image.ts'
import { createFileSet } from '../../../../src-main/core/images/tiff/file-set.ts'
import { openTiffFile } from '../../../../src-main/core/images/tiff/open-tiff-file.ts'
import { addressesOf } from '../../../../src-main/core/images/tiff/plane-table.ts'
import { listSeries, type TiffSeries } from '../../../../src-main/core/images/tiff/series.ts'
import {
  encodeTiff,
  grayPage,
  grayTags,
  ramp,
  type FixturePage,
  type FixtureTag,
} from '../../../fixtures/images/encode-tiff.ts'
import { temporaryFolder } from '../../../fixtures/images/temporary-file.ts'

const folder = temporaryFolder()

/** The first image as `openTiff` finds it. */
async function seriesOf(
  pages: readonly FixturePage[],
  name = 'a.tif',
  index = 0,
): Promise<TiffSeries & { readonly all: readonly string[] }> {
  const path = folder.write(name, encodeTiff(pages))
  const tiff = await openTiffFile(path)
  const context = { tiff, set: createFileSet(path), warnings: [] as string[] }
  try {
    const listed = await listSeries(context)
    const series = await listed[index]!.open()
    const warnings = [...context.warnings, ...series.warnings]
    return { ...series, warnings, all: listed.map(({ info }) => info.name) }
  } finally {
    await tiff.file.close()
    await context.set.close()
  }
}

function stack(
  count: number,
  description?: string,
  extra: readonly FixtureTag[] = [],
): FixturePage[] {
  return Array.from({ length: count }, (_, i) =>
    grayPage(
      2,
      3,
      ramp(6, 10 * i),
      i === 0 && description !== undefined ? { description, extra } : {},
    ),
  )
}

test('equal pages without metadata form an unknown axis', async () => {
  expect(await seriesOf(stack(3))).toMatchObject({
    format: 'tiff',
    axes: 'q',
    shape: [3],
    warnings: [],
  })
  expect(await seriesOf(stack(1))).toMatchObject({ axes: '', shape: [] })
})

test('equal pages are one image, whether or not they follow each other', async () => {
  const pages = [...stack(2), grayPage(2, 3, ramp(12), { bits: 16 }), ...stack(1)]
  const first = await seriesOf(pages)
  expect(first.all).toEqual(['3 pages of 2 x 3 uint8', '2 x 3 uint16'])
  expect(first).toMatchObject({ axes: 'q', shape: [3] })
  expect(addressesOf(first.planes)).toEqual([{ directory: 0 }, { directory: 1 }, { directory: 3 }])
  const second = await seriesOf(pages, 'a.tif', 1)
  expect(second).toMatchObject({ axes: '', shape: [], layout: { dtype: 'uint16' } })
})

test('reduced copies among pages are levels, not planes', async () => {
  const copy = grayPage(1, 1, ramp(1), { extra: [[254, 'long', [1]]] })
  const series = await seriesOf([...stack(1), copy, ...stack(1), copy])
  expect(addressesOf(series.planes)).toEqual([{ directory: 0 }, { directory: 2 }])
  expect(series.all).toHaveLength(1)
  expect(series.levels?.map(({ info }) => info)).toEqual([{ downsample: 3, height: 1, width: 1 }])
})

test('an ImageJ hyperstack is t, z, c with the unit of its description', async () => {
  const description =
    'ImageJ=1.53c\nimages=12\nchannels=2\nslices=3\nframes=2\nunit=\\u00B5m\nspacing=0.5\n'
  const extra: FixtureTag[] = [
    [282, 'rational', [4]],
    [283, 'rational', [5]],
  ]
  const series = await seriesOf(stack(12, description, extra))
  expect(series).toMatchObject({
    format: 'imagej-tiff',
    axes: 'tzc',
    shape: [2, 3, 2],
    pixelSizeUm: { x: 0.25, y: 0.2, z: 0.5 },
    channels: [{ name: 'channel 1' }, { name: 'channel 2' }],
  })
})

test('an ImageJ description that contradicts the file is ignored with a warning', async () => {
  const series = await seriesOf(stack(3, 'ImageJ=1\nimages=5\nslices=5\n'))
  expect(series).toMatchObject({ format: 'tiff', axes: 'q', shape: [3] })
  expect(series.warnings[0]).toMatch(/5 planes, and the file has 3/)
})

test('ImageJ’s large stacks: one directory, planes one after another', async () => {
  const description = 'ImageJ=1\nimages=4\nslices=4\n'
  const bytes = encodeTiff([{ tags: grayTags(2, 3, { description }), chunks: [ramp(24)] }])
  const path = folder.write('large.tif', bytes)
  const image = await openImage(path)
  expect(image.info).toMatchObject({ axes: 'zyx', shape: [4, 2, 3] })
  expect([...(await image.readAll()).data]).toEqual([...ramp(24)])
  expect([...(await image.readRegion({ z: 2, y: 1, x: 1, height: 1, width: 2 })).data]).toEqual([
    16, 17,
  ])
  await image.close()
})

test('a large stack with fewer planes than it states is truncated', async () => {
  const description = 'ImageJ=1\nimages=900\nslices=900\n'
  const page = { tags: grayTags(20, 30, { description }), chunks: [new Uint8Array(600 * 400)] }
  await expect(openImage(folder.write('cut.tif', encodeTiff([page])))).rejects.toMatchObject({
    code: 'file-truncated',
    message: expect.stringMatching(/900 planes need 540008 bytes/) as string,
  })
})

test('shapes that tifffile writes name the axes', async () => {
  const series = await seriesOf(stack(6, '{"shape": [3, 2, 2, 3], "axes": "ZCYX"}'))
  expect(series).toMatchObject({ axes: 'zc', shape: [3, 2] })
  expect(series.channels).toHaveLength(2)
  const unnamed = await seriesOf(stack(6, '{"shape": [3, 2, 2, 3]}'))
  expect(unnamed).toMatchObject({ axes: 'qq', shape: [3, 2] })
  const wrong = await seriesOf(stack(6, '{"shape": [5, 2, 3]}'))
  expect(wrong).toMatchObject({ axes: 'q', shape: [6] })
})

const ome = (attributes: string, inner = ''): string =>
  `<OME><Image><Pixels SizeX="3" SizeY="2" SizeC="1" SizeT="1" ${attributes}>${inner}</Pixels></Image></OME>`

test('OME metadata give axes and pixel size; axes of size 1 are left out', async () => {
  const series = await seriesOf(
    stack(3, ome('SizeZ="3" DimensionOrder="XYZCT" PhysicalSizeX="0.1" PhysicalSizeY="0.1"')),
  )
  expect(series).toMatchObject({
    format: 'ome-tiff',
    axes: 'z',
    shape: [3],
    pixelSizeUm: { x: 0.1, y: 0.1 },
  })
})

test('planes that OME metadata promise and the file lacks are errors when read', async () => {
  const path = folder.write('short.ome.tif', encodeTiff(stack(2, ome('SizeZ="3"'))))
  const image = await openImage(path)
  expect(image.info.warnings[0]).toMatch(/1 of the 3 planes/)
  expect([...(await image.readPlane({ z: 1 })).data]).toEqual([...ramp(6, 10)])
  await expect(image.readPlane({ z: 2 })).rejects.toMatchObject({ code: 'format-corrupt' })
  await image.close()
})

test.each([
  [ome('SizeZ="3"').replace('SizeX="3"', 'SizeX="4"'), /2 x 4 pixels/],
  [
    ome('SizeZ="3"', '<Channel SamplesPerPixel="1"/>')
      .replace('SizeC="1"', 'SizeC="2"')
      .replace('Pixel="1"', 'Pixel="2"'),
    /2 samples/,
  ],
  [ome('SizeZ="0"'), /along Z/],
  ['<OME><BinaryOnly MetadataFile="main.ome.tif"/></OME>', /main\.ome\.tif/],
])('OME metadata that do not fit are ignored with a warning: %s', async (description, warning) => {
  const series = await seriesOf(stack(2, description))
  expect(series).toMatchObject({ format: 'tiff', axes: 'q', shape: [2] })
  expect(series.warnings[0]).toMatch(warning)
})

test('planes in other files of an OME set are read from its folder only', async () => {
  const uuid = (name: string): string => `<UUID FileName="${name}">urn:uuid:1</UUID>`
  const description = ome(
    'SizeZ="2"',
    `<TiffData IFD="0" FirstZ="0">${uuid('first.ome.tif')}</TiffData>` +
      `<TiffData IFD="0" FirstZ="1">${uuid('../elsewhere/second.ome.tif')}</TiffData>`,
  )
  const path = folder.write('first.ome.tif', encodeTiff(stack(1, description)))
  const alone = await openImage(path)
  await expect(alone.readPlane({ z: 1 })).rejects.toMatchObject({ code: 'file-not-found' })
  await alone.close()
  folder.write('second.ome.tif', encodeTiff([grayPage(2, 3, ramp(6, 77))]))
  const image = await openImage(path)
  expect([...(await image.readPlane({ z: 1 })).data]).toEqual([...ramp(6, 77)])
  await image.close()
})
