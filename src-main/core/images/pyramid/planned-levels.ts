/** The levels that an image lacks and that are made when first asked for: their sizes, before any is made. */
import type { ImageInfo, LevelInfo } from '../types.ts'
import { levelSizes } from './level-sizes.ts'

/** A level that no file holds yet. */
export interface PlannedLevel extends LevelInfo {
  readonly onDemand: true
}

/** A file with levels of its own gets more only where its smallest is too large to be drawn at once. */
const largestOwnSmallestSidePx = 4096

/** Those that follow the file's own levels; none for an image that is small enough as it is. */
export function plannedLevels({ levels }: Pick<ImageInfo, 'levels'>): readonly PlannedLevel[] {
  const last = levels.at(-1)
  if (last === undefined) return []
  const isLarge = Math.max(last.height, last.width) > largestOwnSmallestSidePx
  if (levels.length > 1 && !isLarge) return []
  return levelSizes(last).map((size, i) => ({
    downsample: last.downsample * 2 ** (i + 1),
    ...size,
    ...(last.z === undefined ? {} : { z: last.z }),
    onDemand: true,
  }))
}
