/**
 * A plane's pixels as a pane's screen pixels see them, for drawing without a graphics card: the nearest pixel
 * of the best level that is here. Pure.
 */
import { tileSidePx } from '../../src-main/contract/images.ts'
import type { Camera, Size } from './camera.ts'
import type { LevelTile, Piece } from './levels.ts'
import type { PlaneSource } from './plane-source.ts'
import type { TextureArray } from './texture-data.ts'

/** The part of the screen that is filled, screen px; lookups reach `margin` beyond each side. */
export interface ScreenView extends Size {
  readonly margin: number
  /** Over the extent; `zoom` in screen px per px of the extent. */
  readonly camera: Camera
  readonly extent: Size
}

/** Row by row with the margin, `components` values each; 0 where nothing is here. */
export interface PlaneSamples {
  readonly across: number
  readonly components: number
  readonly values: Float64Array
  /** 1 where the plane has a pixel that is here. */
  readonly here: Uint8Array
}

/** `pixelsOf` gives a tile of a piece as a texture would take it. */
export function samplePlane(
  source: Pick<PlaneSource, 'width' | 'height' | 'levels' | 'format'>,
  pieces: readonly Piece[],
  pixelsOf: (tile: LevelTile) => TextureArray | null,
  view: ScreenView,
): PlaneSamples {
  const across = view.width + 2 * view.margin
  const down = view.height + 2 * view.margin
  const components = source.format.startsWith('rgba') ? 4 : 1
  const values = new Float64Array(across * down * components)
  const here = new Uint8Array(across * down)
  const { camera, extent, margin } = view
  const fx = source.width / extent.width
  const fy = source.height / extent.height
  /** Px of level 0 under the middle of each column and row. */
  const xs = Float64Array.from({ length: across }, (_, i) => {
    return (camera.x + (i - margin + 0.5 - view.width / 2) / camera.zoom) * fx
  })
  const ys = Float64Array.from({ length: down }, (_, j) => {
    return (camera.y + (j - margin + 0.5 - view.height / 2) / camera.zoom) * fy
  })
  for (const { level, box, tiles } of pieces) {
    const own = source.levels[level]!
    const [sx, sy] = [own.width / source.width, own.height / source.height]
    const [i0, i1] = [firstAt(xs, box.x0), firstAt(xs, box.x1)]
    const [j0, j1] = [firstAt(ys, box.y0), firstAt(ys, box.y1)]
    const held = new Map<number, TextureArray>()
    for (const tile of tiles) {
      const pixels = pixelsOf(tile)
      if (pixels) held.set(tile.y * tilesOnASide + tile.x, pixels)
    }
    // Hot: one lookup per screen pixel.
    for (let j = j0; j < j1; j++) {
      const y = Math.min(own.height - 1, Math.floor(ys[j]! * sy))
      const tileY = Math.floor(y / tileSidePx)
      for (let i = i0; i < i1; i++) {
        const x = Math.min(own.width - 1, Math.floor(xs[i]! * sx))
        const tileX = Math.floor(x / tileSidePx)
        const pixels = held.get(tileY * tilesOnASide + tileX)
        if (!pixels) continue
        const tileAcross = Math.min(tileSidePx, own.width - tileX * tileSidePx)
        const from = ((y - tileY * tileSidePx) * tileAcross + x - tileX * tileSidePx) * components
        const to = j * across + i
        for (let k = 0; k < components; k++) values[to * components + k] = pixels[from + k]!
        here[to] = 1
      }
    }
  }
  return { across, components, values, here }
}

/** More than any level has, so that column and row make one number. */
const tilesOnASide = 2 ** 20

/** Index of the first of ascending numbers that is not below `limit`. */
function firstAt(numbers: Float64Array, limit: number): number {
  let [low, high] = [0, numbers.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (numbers[middle]! < limit) low = middle + 1
    else high = middle
  }
  return low
}
