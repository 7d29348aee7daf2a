import { expect, test } from 'vitest'
import { openImage } from '../../../../src-main/core/images/open-image.ts'
import { createFileSet } from '../../../../src-main/core/images/tiff/file-set.ts'
import { imagejSeries } from '../../../../src-main/core/images/tiff/imagej-series.ts'
import { openTiffFile } from '../../../../src-main/core/images/tiff/open-tiff-file.ts'
import type { TiffSeries } from '../../../../src-main/core/images/tiff/series.ts'
import {
  encodeTiff,
  grayPage,
  ramp,
  type FixturePage,
  type FixtureTag,
} from '../../../fixtures/images/encode-tiff.ts'
import { temporaryFolder } from '../../../fixtures/images/temporary-file.ts'

const folder = temporaryFolder()
const rgb: FixtureTag[] = [
  [258, 'short', [8, 8, 8]],
  [277, 'short', [3]],
]

async function seriesOf(
  pages: readonly FixturePage[],
  description: string,
): Promise<TiffSeries | string[]> {
  const path = folder.write('a.tif', encodeTiff(pages))
  const tiff = await openTiffFile(path)
  const context = { tiff, set: createFileSet(path), warnings: [] as string[] }
  const listed = await imagejSeries(context, description)
  const series = listed === undefined ? context.warnings : await listed[0]!.open()
  await tiff.file.close()
  return series
}

const pages = (count: number, extra: FixtureTag[] = []): FixturePage[] =>
  Array.from({ length: count }, (_, i) => grayPage(2, 3, ramp(18, i), { extra }))

test('t, z and c of a hyperstack, with what the description says of time', async () => {
  const series = await seriesOf(
    pages(12),
    'ImageJ=1.53c\nimages=12\nchannels=2\nslices=3\nframes=2\nfinterval=1.5\n',
  )
  expect(series).toMatchObject({ format: 'imagej-tiff', axes: 'tzc', shape: [2, 3, 2] })
  expect((series as TiffSeries).facts).toEqual([
    { name: 'Written by', value: 'ImageJ 1.53c' },
    { name: 'Time between frames', value: '1.5 s' },
  ])
})

test('samples that ImageJ counts as channels are no planes', async () => {
  const series = await seriesOf(pages(2, rgb), 'ImageJ=1\nimages=6\nchannels=3\nslices=2\n')
  expect(series).toMatchObject({ axes: 'z', shape: [2], layout: { samples: 3 } })
})

test('more pages than a description without counts knows of are an unknown axis', async () => {
  expect(await seriesOf(pages(4), 'ImageJ=1.11a\nmin=0\n')).toMatchObject({ axes: 'q', shape: [4] })
})

test('a description that contradicts the file is not used, and other texts are none', async () => {
  expect(await seriesOf(pages(3), 'ImageJ=1\nimages=5\nslices=5\n')).toEqual([
    expect.stringMatching(/5 planes, and the file has 3/),
  ])
  expect(await seriesOf(pages(3), 'something else')).toEqual([])
})

test('a hyperstack of one directory is read beyond the first plane', async () => {
  const description = 'ImageJ=1\nimages=6\nslices=3\nframes=2\n'
  const page = grayPage(2, 3, ramp(36), { description })
  const image = await openImage(folder.write('raw.tif', encodeTiff([page])))
  expect(image.info).toMatchObject({ axes: 'tzyx', shape: [2, 3, 2, 3] })
  expect([...(await image.readPlane({ t: 1, z: 2 })).data]).toEqual([...ramp(6, 30)])
  await image.close()
})
