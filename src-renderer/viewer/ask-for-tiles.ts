/**
 * Which reads bring the tiles that a view lacks: one for most of a small plane, else one per tile; of a level
 * that may have to be made a first tile alone, so that the others do not stand in line to hear the same.
 */
import { tileSidePx } from '../../src-main/contract/images.ts'
import type { LevelTile } from './levels.ts'
import { cutOut } from './pixel-data.ts'
import type { PlaneSource } from './plane-source.ts'
import { tileKey } from './plane-source.ts'
import type { LoadTile, TileCache } from './tile-cache.ts'
import { allTiles, tileBox } from './tile-grid.ts'

/** Failures are kept by the cache and shown from there. */
const keptByCache = (): undefined => undefined

/** `wanted` in the order of what matters; `isHere` says what needs no reading. */
export function askForTiles(
  source: PlaneSource,
  wanted: readonly LevelTile[],
  isHere: (tile: LevelTile) => boolean,
  cache: TileCache,
): void {
  for (const [level, tiles] of byLevel(wanted)) {
    const open = tiles.filter((tile) => !isHere(tile) && cache.isOpen(tileKey(source, tile)))
    if (open.length === 0) continue
    askForParts(source, open, cache)
    const whole = source.wholeLevel(level)
    const all = allTiles(source.levels[level]!, tileSidePx).map((tile) => ({ level, ...tile }))
    const mayBeUnmade = source.levels[level]!.onDemand && !tiles.some(isHere)
    if (whole && open.length > 1 && open.length * 2 >= all.length)
      askForPlane(source, all, whole, cache)
    else for (const tile of mayBeUnmade ? tiles.slice(0, 1) : open) askForTile(source, tile, cache)
  }
}

/** What a difference is made of, in the same way; the tiles of the difference then find it under way. */
function askForParts(source: PlaneSource, tiles: readonly LevelTile[], cache: TileCache): void {
  const parts = tiles.flatMap(source.partsOf)
  for (const part of new Set(parts.map((one) => one.source))) {
    const own = parts.filter((one) => one.source === part).map(({ tile }) => tile)
    askForTiles(part, own, (tile) => cache.get(tileKey(part, tile)) !== null, cache)
  }
}

function askForTile(source: PlaneSource, tile: LevelTile, cache: TileCache): void {
  cache.fetch(tileKey(source, tile), (signal) => source.loadTile(tile, signal)).catch(keptByCache)
}

/** Tiles that are on their way already come twice; the bytes cost less than another read. */
function askForPlane(
  source: PlaneSource,
  all: readonly LevelTile[],
  load: LoadTile,
  cache: TileCache,
): void {
  const tiles = all.filter((tile) => cache.isOpen(tileKey(source, tile)))
  cache
    .fetchTogether(
      tiles.map((tile) => tileKey(source, tile)),
      async (signal) => {
        const plane = await load(signal)
        const level = source.levels[tiles[0]!.level]!
        if (plane.width !== level.width || plane.height !== level.height)
          throw new Error(
            `A plane came as ${plane.width} × ${plane.height} pixels, where ${level.width} × ${level.height} were due.`,
          )
        // How many pixels of which tile the file does not hold, only the tiles themselves can say.
        if (plane.filledPixels)
          return Promise.all(tiles.map((tile) => source.loadTile(tile, signal)))
        return tiles.map((tile) => cutOut(plane, tileBox(tile, level, tileSidePx)))
      },
    )
    .catch(keptByCache)
}

function byLevel(tiles: readonly LevelTile[]): ReadonlyMap<number, readonly LevelTile[]> {
  return Map.groupBy(tiles, ({ level }) => level)
}
