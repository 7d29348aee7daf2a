/**
 * Planes on the graphics card: one texture per plane, filled tile by tile, so that outlines cross tile
 * borders. The least recently drawn planes go first when the bound is reached.
 */
import { tileSidePx } from '../../src-main/contract/images.ts'
import type { PlaneSource } from './plane-source.ts'
import { tileKey } from './plane-source.ts'
import type { TextureFormat } from './texture-data.ts'
import { bytesPerPixel, textureData } from './texture-data.ts'
import type { TileCache } from './tile-cache.ts'
import type { PixelBox, TileIndex } from './tile-grid.ts'
import { tileBox } from './tile-grid.ts'

/** Textures are filled on a unit of their own, so that filling one never unbinds one about to be drawn. */
export const uploadUnit = 7

export interface PlaneTextures {
  /** The texture and the boxes of those of `tiles` that it holds; the others are asked for. */
  readonly prepare: (source: PlaneSource, tiles: readonly TileIndex[]) => PreparedPlane
  readonly dispose: () => void
}

export interface PreparedPlane {
  readonly texture: WebGLTexture
  readonly boxes: readonly PixelBox[]
  /** Why a tile could not be read or drawn. */
  readonly problem: string | null
}

interface Plane {
  readonly texture: WebGLTexture
  readonly sizeBytes: number
  readonly filled: Set<string>
  problem: string | null
}

export function createPlaneTextures(
  gl: WebGL2RenderingContext,
  cache: TileCache,
  capacityBytes: number,
): PlaneTextures {
  const planes = new Map<string, Plane>()
  const layouts = textureLayouts(gl)

  function planeOf(source: PlaneSource): Plane {
    const known = planes.get(source.key)
    const plane = known ?? createPlane(source)
    planes.delete(source.key)
    planes.set(source.key, plane)
    if (!known) makeRoom(source.key)
    return plane
  }

  function createPlane(source: PlaneSource): Plane {
    const texture = gl.createTexture()
    gl.activeTexture(gl.TEXTURE0 + uploadUnit)
    gl.bindTexture(gl.TEXTURE_2D, texture)
    gl.texStorage2D(gl.TEXTURE_2D, 1, layouts[source.format].internal, source.width, source.height)
    for (const filter of [gl.TEXTURE_MIN_FILTER, gl.TEXTURE_MAG_FILTER])
      gl.texParameteri(gl.TEXTURE_2D, filter, gl.NEAREST)
    const sizeBytes = source.width * source.height * bytesPerPixel[source.format]
    return { texture, sizeBytes, filled: new Set(), problem: null }
  }

  function makeRoom(newest: string): void {
    let total = [...planes.values()].reduce((sum, plane) => sum + plane.sizeBytes, 0)
    for (const [key, plane] of planes) {
      if (total <= capacityBytes || key === newest) return
      gl.deleteTexture(plane.texture)
      planes.delete(key)
      total -= plane.sizeBytes
    }
  }

  function prepare(source: PlaneSource, tiles: readonly TileIndex[]): PreparedPlane {
    const plane = planeOf(source)
    const boxes: PixelBox[] = []
    for (const tile of tiles) {
      const key = tileKey(source, tile)
      if (!plane.filled.has(key)) fill(plane, source, tile, key)
      if (plane.filled.has(key)) boxes.push(tileBox(tile, source, tileSidePx))
    }
    const failed = tiles.map((tile) => cache.failureOf(tileKey(source, tile))).find(Boolean)
    return { texture: plane.texture, boxes, problem: plane.problem ?? failed ?? null }
  }

  function fill(plane: Plane, source: PlaneSource, tile: TileIndex, key: string): void {
    const pixels = cache.get(key)
    if (!pixels) {
      // A failure is kept by the cache and shown from there.
      cache.fetch(key, (signal) => source.loadTile(tile, signal)).catch(() => undefined)
      return
    }
    const { x0, y0, x1, y1 } = tileBox(tile, source, tileSidePx)
    if (pixels.width !== x1 - x0 || pixels.height !== y1 - y0) {
      plane.problem = `A tile came as ${pixels.width} × ${pixels.height} pixels, where ${x1 - x0} × ${y1 - y0} were due.`
      return
    }
    try {
      const { format, type } = layouts[source.format]
      const data = textureData(pixels, source.format, source.role)
      gl.activeTexture(gl.TEXTURE0 + uploadUnit)
      gl.bindTexture(gl.TEXTURE_2D, plane.texture)
      // Rows of odd widths follow each other without padding.
      gl.pixelStorei(gl.UNPACK_ALIGNMENT, 1)
      gl.texSubImage2D(gl.TEXTURE_2D, 0, x0, y0, x1 - x0, y1 - y0, format, type, data)
      plane.filled.add(key)
    } catch (error) {
      plane.problem = error instanceof Error ? error.message : String(error)
    }
  }

  return {
    prepare,
    dispose: () => {
      for (const plane of planes.values()) gl.deleteTexture(plane.texture)
      planes.clear()
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
