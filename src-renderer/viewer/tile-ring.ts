/**
 * Where a level's tiles lie in a texture that is smaller than the level: tile (x, y) has the place
 * (x mod columns, y mod rows), so that neighbours in the image are neighbours in the texture, and panning
 * replaces only what left the view. Pure.
 */
import type { Size } from './camera.ts'
import type { TileIndex } from './tile-grid.ts'

/** Places for tiles, and the texture's size in px. */
export interface TileRing extends Size {
  readonly columns: number
  readonly rows: number
}

/**
 * Room for the tiles (one rectangle of the grid); the level's own size where it fits. `isOneOfMany`: the next
 * plane of the stack gets another texture, so that there is no room to spare, which would have to be cleared.
 */
export function ringFor(
  tiles: readonly TileIndex[],
  level: Size,
  sidePx: number,
  isOneOfMany: boolean,
): TileRing {
  const along = (axis: 'x' | 'y', levelPx: number) => {
    const all = Math.ceil(levelPx / sidePx)
    const at = tiles.map((tile) => tile[axis])
    const needed = at.length === 0 ? 1 : Math.max(...at) - Math.min(...at) + 1
    // Two at least, as a small move shows two; else even numbers with one to spare, so that it needs no new texture.
    const room = isOneOfMany ? Math.max(2, needed) : 2 * Math.ceil((needed + 1) / 2)
    const count = Math.min(all, room)
    return { count, px: count === all ? levelPx : count * sidePx }
  }
  const x = along('x', level.width)
  const y = along('y', level.height)
  return { columns: x.count, rows: y.count, width: x.px, height: y.px }
}

export function ringHolds(ring: TileRing, tiles: readonly TileIndex[]): boolean {
  const span = (axis: 'x' | 'y') => {
    const at = tiles.map((tile) => tile[axis])
    return at.length === 0 ? 0 : Math.max(...at) - Math.min(...at) + 1
  }
  return span('x') <= ring.columns && span('y') <= ring.rows
}

/** The place of a tile, counted row by row. */
export function placeInRing(ring: TileRing, tile: TileIndex): { x: number; y: number; at: number } {
  const x = tile.x % ring.columns
  const y = tile.y % ring.rows
  return { x, y, at: y * ring.columns + x }
}
