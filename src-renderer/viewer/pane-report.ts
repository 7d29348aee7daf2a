/** What is to be said over a pane: what failed, what is being prepared, what the file does not hold. Pure. */
import { tileSidePx } from '../../src-main/contract/images.ts'
import type { LevelTile } from './levels.ts'
import type { PlaneSource } from './plane-source.ts'
import { tileKey } from './plane-source.ts'
import type { PreparedPlane } from './plane-textures.ts'
import type { TileCache } from './tile-cache.ts'

export interface PaneReport {
  readonly problem: string | null
  /** Done share, 0 to 1, of the level that the view waits for. */
  readonly preparing: number | null
  /** The plane on the screen is an older one. */
  readonly waiting: boolean
  /** What is computed before the view is complete. */
  readonly working?: string | null
  /** Share of pixels that the file does not hold; of the whole plane, or of the part in sight. */
  readonly filled: { readonly share: number; readonly of: 'plane' | 'view' } | null
  /** The view needs more tiles than are drawn at once, and there is no coarser level. */
  readonly middleOnly: boolean
}

export interface PlaneLook {
  readonly source: PlaneSource
  readonly sharp: readonly LevelTile[]
  readonly plane: PreparedPlane
  readonly middleOnly: boolean
}

export function paneReport(
  looks: readonly PlaneLook[],
  cache: TileCache,
  waiting: boolean,
): PaneReport {
  const fractions = looks
    .filter(({ plane }) => !plane.sharp)
    .flatMap(({ source, sharp }) =>
      sharp.map((tile) => cache.underWayOf(tileKey(source, tile)) ?? Number.NaN),
    )
    .filter((fraction) => !Number.isNaN(fraction))
  return {
    problem: looks.map(({ plane }) => plane.problem).find(Boolean) ?? null,
    preparing: fractions.length > 0 ? Math.max(...fractions) : null,
    waiting,
    working: looks.find(({ plane }) => !plane.sharp && plane.problem === null)?.source.work ?? null,
    middleOnly: looks.some(({ middleOnly }) => middleOnly),
    filled: looks.map((look) => filledShare(look, cache)).find(Boolean) ?? null,
  }
}

function filledShare({ source, sharp }: PlaneLook, cache: TileCache): PaneReport['filled'] {
  const tiles = sharp.map((tile) => cache.get(tileKey(source, tile)))
  const here = tiles.filter((tile) => tile !== null)
  const filled = here.reduce((sum, tile) => sum + (tile.filledPixels ?? 0), 0)
  const level = source.levels[sharp[0]?.level ?? 0]!
  if (filled === 0) return null
  const total = here.reduce((sum, tile) => sum + tile.width * tile.height, 0)
  const all = Math.ceil(level.width / tileSidePx) * Math.ceil(level.height / tileSidePx)
  return { share: filled / total, of: here.length === all ? 'plane' : 'view' }
}

/** The sentence for a pane, the most important first; null where there is nothing to say. */
export function reportSentence(report: PaneReport | null): string | null {
  if (!report) return null
  if (report.problem !== null) return report.problem
  if (report.preparing !== null)
    return `Preparing the overview of this image, ${Math.round(report.preparing * 100)} % is done. Zoom in to see parts of it already.`
  if (report.middleOnly)
    return 'Only the middle is drawn, for there is no overview of this image. Zoom in to see more.'
  if (report.filled === null) return null
  const percent = report.filled.share * 100
  const share = percent < 1 ? 'Less than 1 %' : `${Math.round(percent)} %`
  const part = report.filled.of === 'plane' ? 'this plane' : 'what is in sight'
  return `${share} of ${part} is not in the file and is shown as 0.`
}
