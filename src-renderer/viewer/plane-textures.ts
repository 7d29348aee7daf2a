/**
 * Planes on the graphics card: one texture per level that is in sight, filled tile by tile, so that outlines
 * cross tile borders. The least recently drawn go first when the bound is reached.
 */
import { tileSidePx } from '../../src-main/contract/images.ts'
import { coverView } from './levels.ts'
import type { LevelTile } from './levels.ts'
import type { PlaneSource } from './plane-source.ts'
import { tileKey } from './plane-source.ts'
import type { TextureFormat } from './texture-data.ts'
import { bytesPerPixel, textureData } from './texture-data.ts'
import type { TileCache } from './tile-cache.ts'
import type { PixelBox } from './tile-grid.ts'
import { tileBox } from './tile-grid.ts'
import type { TileRing } from './tile-ring.ts'
import { placeInRing, ringFor, ringHolds } from './tile-ring.ts'

/** Textures are filled on a unit of their own, so that filling one never unbinds one about to be drawn. */
export const uploadUnit = 7

/** A box of the plane, in px of level 0, and the level it is drawn from. */
export interface DrawnPiece {
  readonly box: PixelBox
  readonly texture: WebGLTexture
  readonly levelWidth: number
  readonly levelHeight: number
  /** The texture is smaller than the level. */
  readonly wraps: boolean
}

export interface PreparedPlane {
  readonly pieces: readonly DrawnPiece[]
  /** Something stands everywhere in the view; all of it as sharp as wanted. */
  readonly complete: boolean
  readonly sharp: boolean
  /** Changes whenever pixels that are drawn do. */
  readonly filled: string
  /** Why a tile could not be read or drawn. */
  readonly problem: string | null
}

export interface PlaneTextures {
  /** What of `sharp` (tiles in sight of one level) can be drawn now, coarser where need be. */
  readonly prepare: (source: PlaneSource, sharp: readonly LevelTile[]) => PreparedPlane
  /** On the card, or in memory to be put there. */
  readonly isHere: (source: PlaneSource, tile: LevelTile) => boolean
  /** What was prepared since the last call is in sight and stays; older textures make room. */
  readonly makeRoom: () => void
  readonly sizeBytes: () => number
  readonly dispose: () => void
}

interface LevelTexture {
  readonly texture: WebGLTexture
  readonly ring: TileRing
  readonly sizeBytes: number
  /** How often a tile was put here or anywhere before it. */
  fills: number
  /** Which tile lies in which place. */
  readonly filled: Map<number, string>
}

export function createPlaneTextures(
  gl: WebGL2RenderingContext,
  cache: TileCache,
  capacityBytes: number,
): PlaneTextures {
  const levels = new Map<string, LevelTexture>()
  const inSight = new Set<string>()
  /** Tiles that cannot be drawn, by key, with the reason. */
  const refused = new Map<string, string>()
  const layouts = textureLayouts(gl)
  let fills = 0

  function textureOf(source: PlaneSource, tiles: readonly LevelTile[]): LevelTexture {
    const level = tiles[0]!.level
    const key = `${source.key} ${level}`
    let known = levels.get(key)
    if (known && !ringHolds(known.ring, tiles)) {
      gl.deleteTexture(known.texture)
      known = undefined
    }
    const entry = known ?? create(source, ringFor(tiles, source.levels[level]!, tileSidePx))
    levels.delete(key)
    levels.set(key, entry)
    inSight.add(key)
    return entry
  }

  function create(source: PlaneSource, ring: TileRing): LevelTexture {
    const texture = gl.createTexture()
    gl.activeTexture(gl.TEXTURE0 + uploadUnit)
    gl.bindTexture(gl.TEXTURE_2D, texture)
    gl.texStorage2D(gl.TEXTURE_2D, 1, layouts[source.format].internal, ring.width, ring.height)
    for (const filter of [gl.TEXTURE_MIN_FILTER, gl.TEXTURE_MAG_FILTER])
      gl.texParameteri(gl.TEXTURE_2D, filter, gl.NEAREST)
    const sizeBytes = ring.width * ring.height * bytesPerPixel[source.format]
    return { texture, ring, sizeBytes, fills: ++fills, filled: new Map() }
  }

  function prepare(source: PlaneSource, sharp: readonly LevelTile[]): PreparedPlane {
    const cover = coverView(source.levels, sharp, (tile) => isHere(source, tile), tileSidePx)
    const tilesOf = new Map<number, LevelTile[]>()
    for (const { level, tiles } of cover.pieces)
      tilesOf.set(level, [...(tilesOf.get(level) ?? []), ...tiles])

    const textures = new Map<number, LevelTexture>()
    for (const [level, tiles] of tilesOf) {
      // Sized for the whole view, so that it does not grow with every tile that arrives.
      const room = level === sharp[0]?.level ? sharp : tiles
      const texture = textureOf(source, room)
      textures.set(level, texture)
      for (const tile of tiles) fill(texture, source, tile)
    }
    const pieces = cover.pieces
      .filter(({ level, tiles }) =>
        tiles.every((tile) => holds(textures.get(level)!, source, tile)),
      )
      .map(({ level, box }) => {
        const { width: levelWidth, height: levelHeight } = source.levels[level]!
        const { texture, ring } = textures.get(level)!
        const wraps = ring.width < levelWidth || ring.height < levelHeight
        return { box, texture, levelWidth, levelHeight, wraps }
      })
    const problems = sharp.map((tile) => {
      const key = tileKey(source, tile)
      return refused.get(key) ?? cache.failureOf(key)
    })
    const filled = [...textures.values()].map((texture) => texture.fills).join(' ')
    return { ...cover, pieces, filled, problem: problems.find(Boolean) ?? null }
  }

  function holds(entry: LevelTexture, source: PlaneSource, tile: LevelTile): boolean {
    return entry.filled.get(placeInRing(entry.ring, tile).at) === tileKey(source, tile)
  }

  function isHere(source: PlaneSource, tile: LevelTile): boolean {
    const key = tileKey(source, tile)
    if (refused.has(key)) return false
    const texture = levels.get(`${source.key} ${tile.level}`)
    return (texture !== undefined && holds(texture, source, tile)) || cache.get(key) !== null
  }

  function fill(entry: LevelTexture, source: PlaneSource, tile: LevelTile): void {
    if (holds(entry, source, tile)) return
    const key = tileKey(source, tile)
    const place = placeInRing(entry.ring, tile)
    const pixels = cache.get(key)
    if (!pixels) return
    const box = tileBox(tile, source.levels[tile.level]!, tileSidePx)
    const width = box.x1 - box.x0
    const height = box.y1 - box.y0
    if (pixels.width !== width || pixels.height !== height) {
      const sentence = `A tile came as ${pixels.width} × ${pixels.height} pixels, where ${width} × ${height} were due.`
      refused.set(key, sentence)
      return
    }
    try {
      const { format, type } = layouts[source.format]
      const data = textureData(pixels, source.format, source.role)
      gl.activeTexture(gl.TEXTURE0 + uploadUnit)
      gl.bindTexture(gl.TEXTURE_2D, entry.texture)
      // Rows of odd widths follow each other without padding.
      gl.pixelStorei(gl.UNPACK_ALIGNMENT, 1)
      const [x, y] = [place.x * tileSidePx, place.y * tileSidePx]
      gl.texSubImage2D(gl.TEXTURE_2D, 0, x, y, width, height, format, type, data)
      entry.filled.set(place.at, key)
      entry.fills = ++fills
    } catch (error) {
      refused.set(key, error instanceof Error ? error.message : String(error))
    }
  }

  const sizeBytes = () => [...levels.values()].reduce((sum, level) => sum + level.sizeBytes, 0)

  function makeRoom(): void {
    let total = sizeBytes()
    for (const [key, entry] of levels) {
      if (total <= capacityBytes) break
      if (inSight.has(key)) continue
      gl.deleteTexture(entry.texture)
      levels.delete(key)
      total -= entry.sizeBytes
    }
    inSight.clear()
  }

  return {
    prepare,
    isHere,
    makeRoom,
    sizeBytes,
    dispose: () => {
      for (const { texture } of levels.values()) gl.deleteTexture(texture)
      levels.clear()
    },
  }
}

interface TextureLayout {
  readonly internal: number
  readonly format: number
  readonly type: number
}

function textureLayouts(
  gl: WebGL2RenderingContext,
): Readonly<Record<TextureFormat, TextureLayout>> {
  const layout = (internal: number, format: number, type: number) => ({ internal, format, type })
  return {
    r8ui: layout(gl.R8UI, gl.RED_INTEGER, gl.UNSIGNED_BYTE),
    r16ui: layout(gl.R16UI, gl.RED_INTEGER, gl.UNSIGNED_SHORT),
    r32ui: layout(gl.R32UI, gl.RED_INTEGER, gl.UNSIGNED_INT),
    r32f: layout(gl.R32F, gl.RED, gl.FLOAT),
    rgba8ui: layout(gl.RGBA8UI, gl.RGBA_INTEGER, gl.UNSIGNED_BYTE),
    rgba16ui: layout(gl.RGBA16UI, gl.RGBA_INTEGER, gl.UNSIGNED_SHORT),
    rgba32f: layout(gl.RGBA32F, gl.RGBA, gl.FLOAT),
  }
}
