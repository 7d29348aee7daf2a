/**
 * Which level of an image a view needs, and with which tiles the view can be covered now: sharp ones where
 * they are here, coarser ones until then. Pure.
 */
import type { Camera, Size } from './camera.ts'
import type { PixelBox, TileIndex } from './tile-grid.ts'
import { tileBox, visibleTiles } from './tile-grid.ts'

/** A tile of one of an image's levels. */
export interface LevelTile extends TileIndex {
  readonly level: number
}

/** Size of a level in its own px; `onDemand`: made by the core when first asked for, which takes a while. */
export interface SourceLevel extends Size {
  readonly onDemand: boolean
}

/** A part of the view and the level it is drawn from. */
export interface Piece {
  readonly level: number
  /** In px of level 0. */
  readonly box: PixelBox
  /** The tiles of `level` that hold the box. */
  readonly tiles: readonly LevelTile[]
}

export interface Cover {
  readonly pieces: readonly Piece[]
  /** Something stands everywhere in the view. */
  readonly complete: boolean
  /** All of it in the wanted level. */
  readonly sharp: boolean
}

/** A texture of 16 tiles on a side has 8192 px, which every graphics card takes. */
const mostTilesOnASide = 16
/**
 * So many tiles of a level that the file holds are read rather than waiting for a coarser one to be made: a
 * stack of 2048 x 2048 planes is stepped through without one level made per plane.
 */
const mostTilesWithoutMaking = 36
/** An overview of so few tiles is asked for before the sharp ones. */
const mostOverviewTiles = 4

/** The coarsest level that has a pixel for every pixel of the screen; `imagePxPerScreenPx` is 1 / zoom. */
export function levelFor(
  levels: readonly SourceLevel[],
  imagePxPerScreenPx: number,
  isUsable: (level: SourceLevel) => boolean = () => true,
): number {
  const full = levels[0]!
  let best = 0
  levels.forEach((level, index) => {
    if (!isUsable(level)) return
    const fits = full.width / level.width <= Math.max(1, imagePxPerScreenPx) * 1.01
    if (fits && level.width < levels[best]!.width) best = index
  })
  return best
}

/** Whether a view of a level needs more tiles than are drawn at once; `camera` is in px of level 0. */
export function exceedsView(
  levels: readonly SourceLevel[],
  level: number,
  camera: Camera,
  pane: Size,
  sidePx: number,
): boolean {
  const own = levels[level]!
  const factor = own.width / levels[0]!.width
  const across = Math.min(own.width, (pane.width / camera.zoom) * factor)
  const down = Math.min(own.height, (pane.height / camera.zoom) * factor)
  return Math.max(across, down) > (mostTilesOnASide - 1) * sidePx
}

/**
 * The level for the zoom: one that the file holds unless that takes many tiles, and a coarser one where the
 * view would need more tiles than are drawn at once.
 */
export function levelInView(
  levels: readonly SourceLevel[],
  camera: Camera,
  pane: Size,
  devicePx: number,
  sidePx: number,
): number {
  const perScreenPx = 1 / (camera.zoom * devicePx)
  const held = levelFor(levels, perScreenPx, ({ onDemand }) => !onDemand)
  const few = tilesInView(levels, held, camera, pane, sidePx).length <= mostTilesWithoutMaking
  if (few && !exceedsView(levels, held, camera, pane, sidePx)) return held
  let chosen = levelFor(levels, perScreenPx)
  const coarser = levels
    .map((level, index) => ({ level, index }))
    .filter(({ level }) => level.width < levels[chosen]!.width)
    .sort((a, b) => b.level.width - a.level.width)
  for (const { index } of coarser)
    if (exceedsView(levels, chosen, camera, pane, sidePx)) chosen = index
  return chosen
}

/** Tiles of a level in sight, the middle first; `camera` is in px of level 0. */
export function tilesInView(
  levels: readonly SourceLevel[],
  level: number,
  camera: Camera,
  pane: Size,
  sidePx: number,
): LevelTile[] {
  const own = levels[level]!
  const fx = own.width / levels[0]!.width
  const fy = own.height / levels[0]!.height
  const seen = { x: camera.x * fx, y: camera.y * fy, zoom: camera.zoom / fx }
  const tiles = visibleTiles(seen, pane, own, sidePx)
  const middle = tiles[0]
  if (!middle) return []
  const half = mostTilesOnASide / 2
  const near = (at: number, center: number) => at > center - half && at < center + half
  return tiles
    .filter((tile) => near(tile.x, middle.x) && near(tile.y, middle.y))
    .map((tile) => ({ level, ...tile }))
}

/**
 * The tiles that a view asks for: an overview of few tiles first, so that something is soon to be seen. No
 * overview that would have to be made just for that.
 */
export function wantedTiles(
  levels: readonly SourceLevel[],
  level: number,
  camera: Camera,
  pane: Size,
  sidePx: number,
): LevelTile[] {
  const sharp = tilesInView(levels, level, camera, pane, sidePx)
  if (sharp.length <= mostOverviewTiles) return sharp
  const coarsest = levels
    .map((entry, index) => ({ entry, index }))
    .filter(({ entry }) => !entry.onDemand || levels[level]!.onDemand)
    .sort((a, b) => a.entry.width - b.entry.width)[0]
  if (!coarsest || coarsest.entry.width >= levels[level]!.width) return sharp
  const overview = tilesInView(levels, coarsest.index, camera, pane, sidePx)
  return overview.length > mostOverviewTiles ? sharp : [...overview, ...sharp]
}

/** Every sharp tile that is here; for the others a coarser level that is here as a whole. */
export function coverView(
  levels: readonly SourceLevel[],
  sharp: readonly LevelTile[],
  isHere: (tile: LevelTile) => boolean,
  sidePx: number,
): Cover {
  const pieces: Piece[] = []
  let blurred = 0
  for (const tile of sharp) {
    const box = fullBox(levels, tile, sidePx)
    if (isHere(tile)) {
      pieces.push({ level: tile.level, box, tiles: [tile] })
      continue
    }
    blurred++
    const coarse = coarserPiece(levels, tile.level, box, isHere, sidePx)
    if (coarse) pieces.push(coarse)
  }
  return { pieces, complete: pieces.length === sharp.length, sharp: blurred === 0 }
}

/** The finest of the coarser levels whose tiles under the box are all here. */
function coarserPiece(
  levels: readonly SourceLevel[],
  than: number,
  box: PixelBox,
  isHere: (tile: LevelTile) => boolean,
  sidePx: number,
): Piece | null {
  const coarser = levels
    .map((level, index) => ({ level, index }))
    .filter(({ level }) => level.width < levels[than]!.width)
    .sort((a, b) => b.level.width - a.level.width)
  for (const { level, index } of coarser) {
    const tiles = tilesUnder(levels[0]!, level, index, box, sidePx)
    if (tiles.every(isHere)) return { level: index, box, tiles }
  }
  return null
}

function tilesUnder(
  full: Size,
  level: Size,
  index: number,
  box: PixelBox,
  sidePx: number,
): LevelTile[] {
  const fx = level.width / full.width
  const fy = level.height / full.height
  const first = (at: number, f: number) => Math.floor((at * f) / sidePx + 1e-6)
  // A last pixel that a box only touches by rounding needs no further tile.
  const behind = (at: number, f: number) => Math.ceil((at * f) / sidePx - 1e-6)
  const tiles: LevelTile[] = []
  for (let y = first(box.y0, fy); y < behind(box.y1, fy); y++)
    for (let x = first(box.x0, fx); x < behind(box.x1, fx); x++) tiles.push({ level: index, y, x })
  return tiles
}

/** A tile's place in px of level 0. */
function fullBox(levels: readonly SourceLevel[], tile: LevelTile, sidePx: number): PixelBox {
  const full = levels[0]!
  const own = levels[tile.level]!
  const { x0, y0, x1, y1 } = tileBox(tile, own, sidePx)
  const fx = full.width / own.width
  const fy = full.height / own.height
  return { x0: x0 * fx, y0: y0 * fy, x1: x1 * fx, y1: y1 * fy }
}
