/** One plane of one image as the renderer sees it: a key, a size, a texture format, tiles on demand. */

import type { ImageDescription } from '../../src-main/contract/images.ts'
import { readTile } from '../api/images.ts'
import type { PlaneIndex } from '../api/images.ts'
import { decodeTile } from './pixel-data.ts'
import type { TilePixels } from './pixel-data.ts'
import type { PixelRole, TextureFormat } from './texture-data.ts'
import { textureFormat } from './texture-data.ts'
import type { TileCache } from './tile-cache.ts'
import type { TileIndex } from './tile-grid.ts'

export interface PlaneSource {
  readonly key: string
  readonly width: number
  readonly height: number
  readonly samples: number
  readonly role: PixelRole
  readonly format: TextureFormat
  readonly loadTile: (tile: TileIndex, signal: AbortSignal) => Promise<TilePixels>
  /** Planes whose tiles this one is made of. */
  readonly parts: readonly PlaneSource[]
}

/** An image the viewer can show: where it is and what it is. */
export interface ViewerImage {
  readonly address: string
  readonly description: ImageDescription
}

export function tileKey(source: PlaneSource, tile: TileIndex): string {
  return `${source.key} ${tile.y} ${tile.x}`
}

/** An axis with one entry stays at it: a truth without channels lies under every channel of the input. */
export function planeWithin(image: ViewerImage, plane: PlaneIndex): PlaneIndex {
  const { t, c, z } = image.description.size
  const clamp = (index: number, count: number) => Math.min(index, count - 1)
  return { t: clamp(plane.t, t), c: clamp(plane.c, c), z: clamp(plane.z, z) }
}

export function storedPlane(image: ViewerImage, wanted: PlaneIndex, role: PixelRole): PlaneSource {
  const plane = planeWithin(image, wanted)
  const { size, dtype } = image.description
  return {
    key: `${image.address} ${plane.t} ${plane.c} ${plane.z} ${role}`,
    width: size.width,
    height: size.height,
    samples: size.samples,
    role,
    format: textureFormat(dtype, size.samples, role),
    loadTile: async (tile, signal) =>
      decodeTile(await readTile(image.address, plane, tile, signal)),
    parts: [],
  }
}

/** Prediction minus truth, pixel by pixel; both of one size, one sample each. */
export function differencePlane(
  truth: PlaneSource,
  prediction: PlaneSource,
  cache: TileCache,
): PlaneSource {
  return {
    key: `${prediction.key} minus ${truth.key}`,
    width: truth.width,
    height: truth.height,
    samples: 1,
    role: 'intensity',
    format: 'r32f',
    loadTile: async (tile) => {
      const [a, b] = await Promise.all([
        cache.fetch(tileKey(truth, tile), (signal) => truth.loadTile(tile, signal)),
        cache.fetch(tileKey(prediction, tile), (signal) => prediction.loadTile(tile, signal)),
      ])
      return subtract(a, b)
    },
    parts: [truth, prediction],
  }
}

function subtract(truth: TilePixels, prediction: TilePixels): TilePixels {
  const values = new Float32Array(truth.width * truth.height)
  for (let i = 0; i < values.length; i++)
    values[i] = Number(prediction.values[i]!) - Number(truth.values[i]!)
  return { width: truth.width, height: truth.height, samples: 1, values }
}
