/**
 * Thinning of a plane to lines one pixel wide (Zhang & Suen, Commun. ACM 27:236, 1984), with the
 * exceptions of scikit-image (0.19). The algorithm is part of every metric that uses a skeleton.
 */
import type { Mask } from '../../images/types.ts'
import { LEFT_COLUMN, maskOfTiles, RIGHT_COLUMN, tilesOf, type BitTiles } from './bit-tiles.ts'
import { firstPass, secondPass } from './thinning-passes.ts'
import { gatherRings, RING_SIZE } from './tile-rings.ts'

const TOP_ROW = 0xff
const BOTTOM_ROW = 0xff << 24
const [TOP_LEFT, TOP_RIGHT, BOTTOM_LEFT, BOTTOM_RIGHT] = [1, 1 << 7, 1 << 24, 1 << 31]

/** Tiles whose neighbours are gathered at once: they stay in the nearest cache. */
const BATCH = 256

export function skeleton2d(mask: Mask): Mask {
  const tiled = tilesOf(mask)
  thin(tiled)
  return maskOfTiles(tiled, mask.shape)
}

/**
 * A pass looks at those tiles only that changed, or had a neighbour change, since a pass of its kind looked at
 * them: one of the last two passes. The list of them shrinks to nothing as the lines become thin.
 */
function thin(tiled: BitTiles): void {
  const { tiles, line } = tiled
  // the pass in which a tile or a neighbour changed last
  const touched = new Int32Array(tiles.length)
  const list = new Int32Array(tiles.length)
  let pass = 1
  let count = listEdges(tiled, list, touched, pass)
  const [rings, removable] = [new Int32Array(BATCH * RING_SIZE), new Int32Array(BATCH)]
  const [changed, gone] = [new Int32Array(tiles.length), new Int32Array(tiles.length)]
  const touch = (tile: number, pixels: number): void => {
    if (pixels === 0 || tiles[tile] === 0) return
    if (touched[tile]! < pass - 1) list[count++] = tile
    touched[tile] = pass
  }
  while (count > 0) {
    for (const findRemovable of [firstPass, secondPass]) {
      pass++
      // all decisions of a pass look at the image before it
      let changes = 0
      let kept = 0
      for (let from = 0; from < count; from += BATCH) {
        const size = Math.min(BATCH, count - from)
        gatherRings(tiled, list, [from, size], rings)
        findRemovable(rings, size, removable)
        for (let b = 0; b < size; b++) {
          const i = list[from + b]!
          const pixels = removable[b]! & tiles[i]!
          changed[changes] = i
          gone[changes] = pixels
          if (pixels !== 0) changes++
          list[kept] = i
          if (touched[i]! >= pass - 1) kept++
        }
      }
      count = kept
      for (let c = 0; c < changes; c++) tiles[changed[c]!] = tiles[changed[c]!]! ^ gone[c]!
      for (let c = 0; c < changes; c++) {
        const i = changed[c]!
        const pixels = gone[c]!
        touch(i, pixels)
        touch(i - line - 1, pixels & TOP_LEFT)
        touch(i - line, pixels & TOP_ROW)
        touch(i - line + 1, pixels & TOP_RIGHT)
        touch(i - 1, pixels & LEFT_COLUMN)
        touch(i + 1, pixels & RIGHT_COLUMN)
        touch(i + line - 1, pixels & BOTTOM_LEFT)
        touch(i + line, pixels & BOTTOM_ROW)
        touch(i + line + 1, pixels & BOTTOM_RIGHT)
      }
    }
  }
}

/** Lists and touches the tiles with foreground, but not those amid foreground: nothing can go there. */
function listEdges(
  { tiles, line }: BitTiles,
  list: Int32Array,
  touched: Int32Array,
  pass: number,
): number {
  let count = 0
  for (let i = line + 1; i < tiles.length - line - 1; i++) {
    if (tiles[i] === 0) continue
    const around =
      tiles[i - line - 1]! &
      tiles[i - line]! &
      tiles[i - line + 1]! &
      tiles[i - 1]! &
      tiles[i + 1]! &
      tiles[i + line - 1]! &
      tiles[i + line]! &
      tiles[i + line + 1]!
    if ((tiles[i]! & around) === -1) continue
    touched[i] = pass
    list[count++] = i
  }
  return count
}
