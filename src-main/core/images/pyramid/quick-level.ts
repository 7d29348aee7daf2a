/**
 * A rectangle of a level that no file holds, halved from the plane's own pixels in memory: of planes that are
 * read and halved in less time than a copy would take to be written and found. Pixels as the copy would have.
 */
import { planeAnswerBytes } from '../../../contract/images.ts'
import type { ImageInfo, ImageSource, PixelBlock, ReadOptions, Region } from '../types.ts'
import { halveBlock, type Reduction } from './halve-block.ts'
import { halved } from './level-sizes.ts'

/** A plane of 4096 x 4096 pixels of 16 bits. */
export const quickPlaneBytes = 32 * 2 ** 20

/** Whether the levels below the last of the file come quickly from it; `limitBytes` counts that one's plane. */
export function isQuick({ levels, size, dtype }: ImageInfo, limitBytes: number): boolean {
  const last = levels.at(-1)
  return last !== undefined && planeAnswerBytes(last, size.samples, dtype) <= limitBytes
}

/** `step` 1 is half the file's last level; `region` lies inside the level, and its `level` is not looked at. */
export async function readQuickLevel(
  source: ImageSource,
  region: Region,
  step: number,
  reduction: Reduction,
  options: ReadOptions = {},
): Promise<PixelBlock> {
  const { dtype, size, levels } = source.info
  const level = levels.length - 1
  const own = levels[level]!
  const factor = 2 ** step
  const { t = 0, c = 0, z = 0 } = region
  const [y, x] = [region.y * factor, region.x * factor]
  let extent = {
    height: Math.min(own.height - y, region.height * factor),
    width: Math.min(own.width - x, region.width * factor),
  }
  const read = await source.readRegion({ level, t, c, z, y, x, ...extent }, options)
  const share = read.filledPixels === undefined ? 0 : read.filledPixels / read.data.length
  let { data } = read
  for (let at = 0; at < step; at++) {
    data = halveBlock(data, extent.height, extent.width, size.samples, dtype, reduction)
    extent = halved(extent)
  }
  const shape = [extent.height, extent.width, ...read.shape.slice(2)]
  // What the file does not hold must not vanish with the scale.
  const filled = share > 0 ? { filledPixels: Math.max(1, Math.round(share * data.length)) } : {}
  return { ...read, shape, data, ...filled }
}
