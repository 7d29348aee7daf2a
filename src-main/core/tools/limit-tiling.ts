/** How an image is cut, with no block larger than the memory limit of the run allows. Pure. */
import type { TilingSettings } from '../../contract/tool-file.ts'

/** `largestSidePx` null: as the settings say. */
export function limitTiling(
  tiling: TilingSettings | undefined,
  largestSidePx: number | null,
): TilingSettings | undefined {
  if (largestSidePx === null) return tiling
  return { ...tiling, sidePx: Math.min(tiling?.sidePx ?? Infinity, largestSidePx) }
}
