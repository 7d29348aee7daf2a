/** A plane cut into tiles: which tiles a rectangle covers, and the part of a tile that lies inside. */
import type { Rectangle } from '../image-source.ts'

export interface TileGrid {
  readonly height: number
  readonly width: number
  readonly tileHeight: number
  readonly tileWidth: number
  readonly down: number
  readonly across: number
}

export function tileGrid(
  { height, width }: { readonly height: number; readonly width: number },
  tile: { readonly height: number; readonly width: number },
): TileGrid {
  return {
    height,
    width,
    tileHeight: tile.height,
    tileWidth: tile.width,
    down: Math.ceil(height / tile.height),
    across: Math.ceil(width / tile.width),
  }
}

/** The pixels of one tile that exist: tiles at the right and bottom edge may be cut off. */
export function insideOfTile(grid: TileGrid, tileY: number, tileX: number): Rectangle {
  const y = tileY * grid.tileHeight
  const x = tileX * grid.tileWidth
  return {
    y,
    x,
    height: Math.min(grid.tileHeight, grid.height - y),
    width: Math.min(grid.tileWidth, grid.width - x),
  }
}

/** Tiles of a rectangle, row by row. RangeError where it cuts through a tile or leaves the plane. */
export function tilesOf(
  grid: TileGrid,
  { y, x, height, width }: Rectangle,
): readonly { readonly tileY: number; readonly tileX: number }[] {
  const startsOn = y % grid.tileHeight === 0 && x % grid.tileWidth === 0
  const ends = (at: number, tile: number, size: number): boolean =>
    at === size || (at < size && at % tile === 0)
  const isWhole =
    [y, x, height, width].every((value) => Number.isSafeInteger(value) && value >= 0) &&
    height > 0 &&
    width > 0 &&
    startsOn &&
    ends(y + height, grid.tileHeight, grid.height) &&
    ends(x + width, grid.tileWidth, grid.width)
  if (!isWhole) {
    throw new RangeError(
      `The rectangle y ${y}, x ${x}, height ${height}, width ${width} does not cover whole tiles of ${grid.tileHeight} x ${grid.tileWidth} of a plane of ${grid.height} x ${grid.width} pixels.`,
    )
  }
  const firstY = y / grid.tileHeight
  const firstX = x / grid.tileWidth
  const across = Math.ceil(width / grid.tileWidth)
  return Array.from({ length: Math.ceil(height / grid.tileHeight) * across }, (_, i) => ({
    tileY: firstY + Math.floor(i / across),
    tileX: firstX + (i % across),
  }))
}
