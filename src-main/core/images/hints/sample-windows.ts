/** Parts of an image that are looked at for hints: the whole plane where it is small, else its four corners. */
import type { ImageSource, PixelBlock, ReadOptions } from '../types.ts'

export interface SampledWindow {
  readonly y: number
  readonly x: number
  /** Axes `yx` or `yxs`. */
  readonly block: PixelBlock
}

const largestWholePixels = 2048 * 2048
const cornerSide = 1024

/** Of the middle plane, at level 0: marks keep their exact values nowhere else. */
export async function sampleWindows(
  source: ImageSource,
  options: ReadOptions = {},
): Promise<readonly SampledWindow[]> {
  const { size } = source.info
  const plane = { t: 0, c: 0, z: Math.floor(size.z / 2) }
  const isWhole = size.height * size.width <= largestWholePixels
  const height = isWhole ? size.height : Math.min(cornerSide, size.height)
  const width = isWhole ? size.width : Math.min(cornerSide, size.width)
  const windows: SampledWindow[] = []
  for (const y of new Set([0, size.height - height])) {
    for (const x of new Set([0, size.width - width])) {
      const block = await source.readRegion({ ...plane, y, x, height, width }, options)
      windows.push({ y, x, block })
    }
  }
  return windows
}
