/** Which tiles of an image a pane shows. Pure. */
import type { Camera, Size } from './camera.ts'
import { paneToImage } from './camera.ts'

/** Column and row, counted in tiles. */
export interface TileIndex {
  readonly x: number
  readonly y: number
}

/** Image pixels: x0 and y0 within, x1 and y1 behind the last. */
export interface PixelBox {
  readonly x0: number
  readonly y0: number
  readonly x1: number
  readonly y1: number
}

/** Tiles in sight, the nearest to the middle first, so that what is looked at comes first. */
export function visibleTiles(camera: Camera, pane: Size, image: Size, sidePx: number): TileIndex[] {
  const first = paneToImage(camera, pane, { x: 0, y: 0 })
  const last = paneToImage(camera, pane, { x: pane.width, y: pane.height })
  const x0 = Math.max(0, Math.floor(first.x / sidePx))
  const y0 = Math.max(0, Math.floor(first.y / sidePx))
  const x1 = Math.min(Math.ceil(image.width / sidePx), Math.ceil(last.x / sidePx))
  const y1 = Math.min(Math.ceil(image.height / sidePx), Math.ceil(last.y / sidePx))
  const tiles: TileIndex[] = []
  for (let y = y0; y < y1; y++) for (let x = x0; x < x1; x++) tiles.push({ x, y })
  const distance = (tile: TileIndex) =>
    Math.hypot((tile.x + 0.5) * sidePx - camera.x, (tile.y + 0.5) * sidePx - camera.y)
  return tiles.sort((a, b) => distance(a) - distance(b))
}

/** Row by row. */
export function allTiles(image: Size, sidePx: number): TileIndex[] {
  const tiles: TileIndex[] = []
  for (let y = 0; y * sidePx < image.height; y++)
    for (let x = 0; x * sidePx < image.width; x++) tiles.push({ x, y })
  return tiles
}

/** The pixels of a tile; smaller at the right and bottom edge. */
export function tileBox(tile: TileIndex, image: Size, sidePx: number): PixelBox {
  return {
    x0: tile.x * sidePx,
    y0: tile.y * sidePx,
    x1: Math.min(image.width, (tile.x + 1) * sidePx),
    y1: Math.min(image.height, (tile.y + 1) * sidePx),
  }
}
