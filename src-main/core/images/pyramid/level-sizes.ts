/** Sizes of pyramid levels: each level has half the sides of the one before, rounded up. */

export interface PlaneSize {
  readonly height: number
  readonly width: number
}

/** Levels end where both sides are at most this long: one tile. */
export const smallestLevelSidePx = 512
/** Planes with both sides at most this long are shown and stored without levels. */
export const largestSideWithoutLevelsPx = 1024

/** Levels 1, 2, ... of a plane; none where its sides are at most `largestSideWithoutLevelsPx`. */
export function levelSizes(size: PlaneSize): readonly PlaneSize[] {
  const levels: PlaneSize[] = []
  if (Math.max(size.height, size.width) <= largestSideWithoutLevelsPx) return levels
  for (let last = size; Math.max(last.height, last.width) > smallestLevelSidePx;) {
    last = halved(last)
    levels.push(last)
  }
  return levels
}

export function halved({ height, width }: PlaneSize): PlaneSize {
  return { height: Math.ceil(height / 2), width: Math.ceil(width / 2) }
}
