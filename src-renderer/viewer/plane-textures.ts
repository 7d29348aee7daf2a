/**
 * Planes on the graphics card: one texture per level that is in sight, filled tile by tile, so that outlines
 * cross tile borders. The least recently drawn go first when the bound is reached.
 */
import { tileSidePx } from '../../src-main/contract/images.ts'
import { coverView } from './levels.ts'
import type { LevelTile } from './levels.ts'
import type { PlaneSource } from './plane-source.ts'
import { tileKey } from './plane-source.ts'
import type { TextureArray, TextureFormat } from './texture-data.ts'
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

/** What a graphics driver sets aside for the smallest texture. */
const leastTextureBytes = 64 * 1024

/** In texels. */
interface TextureBox {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
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
    const entry =
      known ??
      create(source, ringFor(tiles, source.levels[level]!, tileSidePx, isOneOfMany(source)))
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
    const pixelBytes = ring.width * ring.height * bytesPerPixel[source.format]
    const sizeBytes = Math.max(leastTextureBytes, pixelBytes)
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
      if (!fillAtOnce(texture, source, tiles)) for (const tile of tiles) fill(texture, source, tile)
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

  /** All of a new texture in one go, where its tiles are here: what is filled by parts is cleared first. */
  function fillAtOnce(
    entry: LevelTexture,
    source: PlaneSource,
    tiles: readonly LevelTile[],
  ): boolean {
    const { columns, rows, width, height } = entry.ring
    if (entry.filled.size > 0 || tiles.length < 2 || tiles.length < columns * rows) return false
    let whole: TextureArray | null = null
    for (const tile of tiles) {
      const part = partOf(entry, source, tile)
      if (part === null) return false
      const { data, box } = part
      const samples = data.length / (box.width * box.height)
      whole ??= new (data.constructor as new (length: number) => TextureArray)(
        width * height * samples,
      )
      const row = box.width * samples
      for (let y = 0; y < box.height; y++) {
        const to = ((box.y + y) * width + box.x) * samples
        whole.set(data.subarray(y * row, (y + 1) * row), to)
      }
    }
    if (whole === null) return false
    try {
      upload(entry, source.format, { x: 0, y: 0, width, height }, whole)
    } catch {
      return false // tile by tile, with the reason
    }
    for (const tile of tiles)
      entry.filled.set(placeInRing(entry.ring, tile).at, tileKey(source, tile))
    return true
  }

  function fill(entry: LevelTexture, source: PlaneSource, tile: LevelTile): void {
    if (holds(entry, source, tile)) return
    const part = partOf(entry, source, tile)
    if (part === null) return
    const key = tileKey(source, tile)
    try {
      upload(entry, source.format, part.box, part.data)
      entry.filled.set(placeInRing(entry.ring, tile).at, key)
    } catch (error) {
      refused.set(key, error instanceof Error ? error.message : String(error))
    }
  }

  /** A tile that is here with its place in the texture; null where it is not, or cannot be drawn. */
  function partOf(
    entry: LevelTexture,
    source: PlaneSource,
    tile: LevelTile,
  ): { readonly data: TextureArray; readonly box: TextureBox } | null {
    const key = tileKey(source, tile)
    const pixels = cache.get(key)
    if (!pixels) return null
    const { x0, x1, y0, y1 } = tileBox(tile, source.levels[tile.level]!, tileSidePx)
    const [width, height] = [x1 - x0, y1 - y0]
    if (pixels.width !== width || pixels.height !== height) {
      const sentence = `A tile came as ${pixels.width} × ${pixels.height} pixels, where ${width} × ${height} were due.`
      refused.set(key, sentence)
      return null
    }
    const place = placeInRing(entry.ring, tile)
    const box = { x: place.x * tileSidePx, y: place.y * tileSidePx, width, height }
    try {
      return { data: textureData(pixels, source.format, source.role), box }
    } catch (error) {
      refused.set(key, error instanceof Error ? error.message : String(error))
      return null
    }
  }

  function upload(
    entry: LevelTexture,
    of: TextureFormat,
    { x, y, width, height }: TextureBox,
    data: TextureArray,
  ): void {
    const { format, type } = layouts[of]
    gl.activeTexture(gl.TEXTURE0 + uploadUnit)
    gl.bindTexture(gl.TEXTURE_2D, entry.texture)
    // Rows of odd widths follow each other without padding.
    gl.pixelStorei(gl.UNPACK_ALIGNMENT, 1)
    gl.texSubImage2D(gl.TEXTURE_2D, 0, x, y, width, height, format, type, data)
    entry.fills = ++fills
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

/** Whether stepping shows other planes of the image. */
function isOneOfMany({ place }: PlaneSource): boolean {
  return place !== undefined && place.size.t * place.size.z > 1
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
