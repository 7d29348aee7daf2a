import { expect, test } from 'vitest'
import { openImage } from '../../../../src-main/core/images/open-image.ts'
import {
  isPlainReduction,
  isReducedCopy,
  levelInfo,
  subLevels,
} from '../../../../src-main/core/images/tiff/levels.ts'
import { openTiffFile } from '../../../../src-main/core/images/tiff/open-tiff-file.ts'
import type { PageLayout } from '../../../../src-main/core/images/tiff/page-layout.ts'
import {
  encodeTiff,
  grayPage,
  ramp,
  type FixturePage,
} from '../../../fixtures/images/encode-tiff.ts'
import { temporaryFolder } from '../../../fixtures/images/temporary-file.ts'

const folder = temporaryFolder()
const reduced = (height: number, width: number, start: number): FixturePage =>
  grayPage(height, width, ramp(height * width, start), { extra: [[254, 'long', [1]]] })

test('subdirectories are levels of their plane', async () => {
  const pages = [0, 100].map((start) => ({
    ...grayPage(8, 6, ramp(48, start)),
    subPages: [reduced(4, 3, start + 50), reduced(2, 1, start + 70)],
  }))
  const image = await openImage(folder.write('a.tif', encodeTiff(pages)))
  expect(image.info.levels).toEqual([
    { downsample: 1, height: 8, width: 6 },
    { downsample: 2, height: 4, width: 3 },
    { downsample: 4, height: 2, width: 1 },
  ])
  const block = await image.readRegion({ level: 1, z: 1, y: 0, x: 0, height: 4, width: 3 })
  expect([...block.data]).toEqual([...ramp(12, 150)])
  await image.close()
})

test('reduced pages behind a single plane are its levels, and no planes', async () => {
  const pages = [grayPage(8, 6, ramp(48)), reduced(4, 3, 9)]
  const image = await openImage(folder.write('b.tif', encodeTiff(pages)))
  expect(image.info).toMatchObject({ axes: 'yx', levels: [{ downsample: 1 }, { downsample: 2 }] })
  const block = await image.readRegion({ level: 1, y: 1, x: 0, height: 1, width: 3 })
  expect([...block.data]).toEqual([12, 13, 14])
  await image.close()
})

test('other subdirectories are no levels, damaged ones neither', async () => {
  for (const subPage of [
    grayPage(8, 6, ramp(48)),
    grayPage(4, 3, ramp(24), { bits: 16 }),
    grayPage(8, 3, ramp(24)),
    grayPage(4, 3, ramp(12), { compression: 12_345 }),
  ]) {
    const path = folder.write(
      'c.tif',
      encodeTiff([{ ...grayPage(8, 6, ramp(48)), subPages: [subPage] }]),
    )
    const tiff = await openTiffFile(path)
    const { infos } = await subLevels(tiff, await tiff.layout(0), await tiff.directory(0))
    await tiff.file.close()
    expect(infos).toHaveLength(1)
  }
})

test.each([
  ['down', 20_001, 1501, Math.floor],
  ['up', 20_001, 1501, Math.ceil],
  ['down', 1501, 20_001, Math.floor],
  ['up', 1501, 20_001, Math.ceil],
  ['down', 65_537, 3, Math.floor],
])('halves rounded %s of %d x %d pixels are levels to the last', (_, height, width, round) => {
  const size = { samples: 1, dtype: 'uint8', planar: false, depth: 1, height, width }
  const full = size as PageLayout
  let previous = levelInfo(full, full)
  let factor = 1
  while (previous.width > 1) {
    const copy = {
      ...full,
      height: round(previous.height / 2),
      width: round(previous.width / 2),
    }
    expect(isReducedCopy(full, previous, copy), `${copy.height} x ${copy.width}`).toBe(true)
    const other = { ...copy, height: Math.round(copy.height * 1.1) + 3 }
    expect(isReducedCopy(full, previous, other) && copy.width > 20).toBe(false)
    previous = levelInfo(full, copy)
    factor *= 2
    if (Math.max(copy.height, copy.width) > 100)
      expect(Math.abs(previous.downsample / factor - 1)).toBeLessThan(0.01)
  }
})

test('a page that is smaller by a whole factor is a reduction, whatever it says', () => {
  const previous = { downsample: 1, height: 101, width: 200 }
  const copy = { height: 51, width: 100 } as PageLayout
  expect(isPlainReduction(previous, copy)).toBe(true)
  expect(isPlainReduction(previous, { ...copy, height: 50 })).toBe(true)
  expect(isPlainReduction(previous, { ...copy, height: 49 })).toBe(false)
  expect(isPlainReduction(previous, { ...copy, width: 120, height: 60 })).toBe(false)
})
