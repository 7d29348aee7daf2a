import { expect, test } from 'vitest'
import { createFileSet } from '../../../../src-main/core/images/tiff/file-set.ts'
import { openTiffFile } from '../../../../src-main/core/images/tiff/open-tiff-file.ts'
import { openTiff } from '../../../../src-main/core/images/tiff/open-tiff.ts'
import { pageSeries } from '../../../../src-main/core/images/tiff/page-series.ts'
import { addressesOf } from '../../../../src-main/core/images/tiff/plane-table.ts'
import type { ListedSeries } from '../../../../src-main/core/images/tiff/series.ts'
import {
  encodeTiff,
  grayPage,
  ramp,
  type FixturePage,
} from '../../../fixtures/images/encode-tiff.ts'
import { temporaryFolder } from '../../../fixtures/images/temporary-file.ts'

const folder = temporaryFolder()

async function seriesOf(pages: readonly FixturePage[]): Promise<readonly ListedSeries[]> {
  const path = folder.write('a.tif', encodeTiff(pages))
  const tiff = await openTiffFile(path)
  return pageSeries({ tiff, set: createFileSet(path), warnings: [] })
}

const gray = (height: number, width: number, extra: { bits?: number } = {}): FixturePage =>
  grayPage(height, width, ramp(height * width * ((extra.bits ?? 8) / 8)), extra)

test('a slide: the picture, a thumbnail of its own, smaller copies, and a label', async () => {
  const reduced = { ...gray(5, 7), tags: [...gray(5, 7).tags, [254, 'long', [1]] as const] }
  const pages = [gray(80, 112), gray(30, 31), gray(20, 28), reduced, gray(9, 40)]
  const listed = await seriesOf(pages)
  expect(listed.map(({ info }) => info.name)).toEqual([
    '80 x 112 uint8',
    '30 x 31 uint8',
    '9 x 40 uint8',
  ])
  const image = await openTiff(folder.write('slide.tif', encodeTiff(pages)))
  expect(image.info.levels.map(({ downsample }) => downsample)).toEqual([1, 4, 16])
  const block = await image.readRegion({ level: 2, y: 4, x: 0, height: 1, width: 7 })
  expect([...block.data]).toEqual([...ramp(7, 28)])
  await image.close()
})

test('a stack and its smaller copies have as many planes', async () => {
  const stack = await seriesOf([gray(8, 8), gray(4, 4), gray(8, 8), gray(4, 4)])
  expect(stack).toHaveLength(1)
  const { levels } = await stack[0]!.open()
  expect(addressesOf(levels![0]!.planes)).toEqual([{ directory: 1 }, { directory: 3 }])
  const uneven = await seriesOf([gray(8, 8), gray(4, 4), gray(8, 8)])
  expect(uneven.map(({ info }) => info.name)).toEqual(['2 pages of 8 x 8 uint8', '4 x 4 uint8'])
})

test('another kind of pixels is another image, not a level', async () => {
  expect(await seriesOf([gray(8, 8), gray(4, 4, { bits: 16 })])).toHaveLength(2)
})

test('a page that cannot be read is listed, and says why when opened', async () => {
  const listed = await seriesOf([gray(8, 8), grayPage(8, 8, ramp(64), { compression: 12_345 })])
  expect(listed[1]!.info.name).toBe('page 2 (not readable)')
  await expect(listed[1]!.open()).rejects.toThrow(/12345/)
})

test('a series that the file does not have is an error with both numbers', async () => {
  const path = folder.write('two.tif', encodeTiff([gray(8, 8), gray(5, 9)]))
  await expect(openTiff(path, { series: 2 })).rejects.toMatchObject({
    code: 'bad-request',
    message: expect.stringMatching(/series 2 .* has 2 images/) as string,
  })
})
