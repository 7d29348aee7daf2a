import { expect, test } from 'vitest'
import { openTiffFile } from '../../../../src-main/core/images/tiff/open-tiff-file.ts'
import {
  calibrationOfPlainTiff,
  pixelSizeFromResolution,
} from '../../../../src-main/core/images/tiff/resolution.ts'
import {
  encodeTiff,
  grayPage,
  ramp,
  type FixtureTag,
} from '../../../fixtures/images/encode-tiff.ts'
import { temporaryFolder } from '../../../fixtures/images/temporary-file.ts'
import type { TiffDirectory } from '../../../../src-main/core/images/tiff/directory.ts'

const folder = temporaryFolder()

async function withResolution<T>(
  x: number,
  y: number,
  unit: number,
  use: (page: TiffDirectory) => Promise<T>,
): Promise<T> {
  const extra: FixtureTag[] = [
    [282, 'rational', [x]],
    [283, 'rational', [y]],
    [296, 'short', [unit]],
  ]
  const tiff = await openTiffFile(
    folder.write('a.tif', encodeTiff([grayPage(1, 1, ramp(1), { extra })])),
  )
  return tiff
    .directory(0)
    .then(use)
    .finally(() => tiff.file.close())
}

test('pixels per unit become micrometres per pixel', async () => {
  expect(await withResolution(4, 5, 1, (page) => pixelSizeFromResolution(page, 1))).toEqual({
    x: 0.25,
    y: 0.2,
  })
  expect(await withResolution(0, 5, 1, (page) => pixelSizeFromResolution(page, 1))).toBeUndefined()
})

test('fine resolutions per centimetre are calibration; print sizes and inches are not', async () => {
  expect(await withResolution(50_000, 40_000, 3, calibrationOfPlainTiff)).toEqual({
    x: 0.2,
    y: 0.25,
  })
  expect(await withResolution(118, 118, 3, calibrationOfPlainTiff)).toBeUndefined()
  expect(await withResolution(50_000, 50_000, 2, calibrationOfPlainTiff)).toBeUndefined()
})
