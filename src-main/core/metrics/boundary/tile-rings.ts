/**
 * The eight neighbours of every pixel of a tile, each direction as a tile of its own: bit for bit the pixel
 * that lies there.
 */
import { LEFT_COLUMN, RIGHT_COLUMN, type BitTiles } from './bit-tiles.ts'

/** Tiles of a ring, clockwise from the upper left: nw n ne e se s sw w. */
export const RING_SIZE = 8

/** Fills `rings` with those of the `count` tiles whose indices stand in `list` from `from` on. */
export function gatherRings(
  { tiles, line }: BitTiles,
  list: Int32Array,
  [from, count]: readonly [from: number, count: number],
  rings: Int32Array,
): void {
  for (let at = 0, b = from; b < from + count; b++, at += RING_SIZE) {
    const i = list[b]!
    const own = tiles[i]!
    const north = (own << 8) | (tiles[i - line]! >>> 24)
    const south = (own >>> 8) | (tiles[i + line]! << 24)
    // the column that comes in from each side
    const fromWest = (tiles[i - 1]! >>> 7) & LEFT_COLUMN
    const fromEast = (tiles[i + 1]! << 7) & RIGHT_COLUMN
    rings[at] = ((north << 1) & ~LEFT_COLUMN) | (fromWest << 8) | (tiles[i - line - 1]! >>> 31)
    rings[at + 1] = north
    rings[at + 2] =
      ((north >>> 1) & ~RIGHT_COLUMN) | (fromEast << 8) | ((tiles[i - line + 1]! >>> 17) & 128)
    rings[at + 3] = ((own >>> 1) & ~RIGHT_COLUMN) | fromEast
    rings[at + 4] =
      ((south >>> 1) & ~RIGHT_COLUMN) | (fromEast >>> 8) | (tiles[i + line + 1]! << 31)
    rings[at + 5] = south
    rings[at + 6] =
      ((south << 1) & ~LEFT_COLUMN) | (fromWest >>> 8) | ((tiles[i + line - 1]! & 128) << 17)
    rings[at + 7] = ((own << 1) & ~LEFT_COLUMN) | fromWest
  }
}
