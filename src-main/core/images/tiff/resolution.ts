/** Pixel size from the resolution tags of a TIFF, which hold pixels per unit. */
import type { PixelSizeUm } from '../../../contract/words.ts'
import type { TiffDirectory } from './directory.ts'
import { tag } from './tags.ts'

/** Print resolutions are coarser: 600 dpi is 42 µm a pixel. No microscope camera image is. */
const coarsestPlausibleUm = 20
const centimetreUm = 10_000

/**
 * `unitUm` is what one unit of the tags means (ImageJ states it apart). Undefined where the tags are
 * absent, 0, or not finite.
 */
export async function pixelSizeFromResolution(
  page: TiffDirectory,
  unitUm: number,
): Promise<PixelSizeUm | undefined> {
  const x = unitUm / (await page.number(tag.xResolution, NaN))
  const y = unitUm / (await page.number(tag.yResolution, NaN))
  const isSize = (value: number): boolean => Number.isFinite(value) && value > 0
  return isSize(x) && isSize(y) ? { x, y } : undefined
}

/**
 * For files without other metadata: a resolution per centimetre finer than any printer's is taken
 * as calibration; one per inch is a print size and never is.
 */
export async function calibrationOfPlainTiff(
  page: TiffDirectory,
): Promise<PixelSizeUm | undefined> {
  if ((await page.number(tag.resolutionUnit, 2)) !== 3) return undefined
  const size = await pixelSizeFromResolution(page, centimetreUm)
  return size !== undefined && Math.max(size.x, size.y) <= coarsestPlausibleUm ? size : undefined
}
