/** One plane of one image as the renderer sees it: a key, levels, a texture format, tiles on demand. */

import { largestPlaneAnswerBytes, planeAnswerBytes } from '../../src-main/contract/images.ts'
import type { ImageDescription, PlaneStatistics } from '../../src-main/contract/images.ts'
import { planeStatistics, readPlane, readTile } from '../api/images.ts'
import type { PlaneIndex } from '../api/images.ts'
import type { LevelTile, SourceLevel } from './levels.ts'
import { decodeTile } from './pixel-data.ts'
import type { TilePixels } from './pixel-data.ts'
import type { PixelRole, TextureFormat } from './texture-data.ts'
import { textureFormat } from './texture-data.ts'
import type { LoadTile, TileCache } from './tile-cache.ts'

export interface PlaneSource {
  /** Image, role and plane: planes of one key have the same pixels. */
  readonly key: string
  /** Image and role: planes of one image may stand in for each other until they are read. */
  readonly image: string
  /** Size of level 0, px. */
  readonly width: number
  readonly height: number
  readonly samples: number
  readonly role: PixelRole
  readonly format: TextureFormat
  /** The first is the image itself. */
  readonly levels: readonly SourceLevel[]
  readonly loadTile: (tile: LevelTile, signal: AbortSignal) => Promise<TilePixels>
  /** Reads the whole of a level at once; null where that is too much, or a tile is computed from others. */
  readonly wholeLevel: (level: number) => LoadTile | null
  /** The tiles of other planes that a tile is computed from; none of a stored plane. */
  readonly partsOf: (tile: LevelTile) => readonly PlaneTile[]
  /** Keys in the cache of what a tile is made of, its own the first. */
  readonly keysOf: (tile: LevelTile) => readonly string[]
  /** Of the plane's values; none where tiles are computed from others. */
  readonly statistics?: (signal: AbortSignal) => Promise<PlaneStatistics>
  /** The same plane of another channel, of images that have several. */
  readonly ofChannel?: (channel: number) => PlaneSource
  readonly channelCount?: number
  /** Where a stored plane lies in its stack, with the way to others of it. */
  readonly place?: StackPlace
  /** What takes its time before there are pixels, where that is more than reading. */
  readonly work?: string
}

export interface StackPlace {
  readonly plane: PlaneIndex
  /** Planes along each axis. */
  readonly size: PlaneIndex
  readonly at: (plane: PlaneIndex) => PlaneSource
}

export interface PlaneTile {
  readonly source: PlaneSource
  readonly tile: LevelTile
}

/** An image the viewer can show: where it is and what it is. */
export interface ViewerImage {
  readonly address: string
  readonly description: ImageDescription
  /** A projection or section of the file, which `description` is about then. */
  readonly view?: string
}

export function tileKey(source: Pick<PlaneSource, 'key'>, tile: LevelTile): string {
  return `${source.key} ${tile.level} ${tile.y} ${tile.x}`
}

/** An axis with one entry stays at it: a truth without channels lies under every channel of the input. */
export function planeWithin(image: ViewerImage, plane: PlaneIndex): PlaneIndex {
  const { t, c, z } = image.description.size
  const clamp = (index: number, count: number) => Math.min(index, count - 1)
  return { t: clamp(plane.t, t), c: clamp(plane.c, c), z: clamp(plane.z, z) }
}

export function storedPlane(image: ViewerImage, wanted: PlaneIndex, role: PixelRole): PlaneSource {
  const plane = planeWithin(image, wanted)
  const { size, dtype, contentKey, levels } = image.description
  const own = `${image.address} ${contentKey} ${role}`
  const key = `${own} ${plane.t} ${plane.c} ${plane.z}`
  const address = {
    address: image.address,
    contentKey,
    labels: role === 'labels',
    view: image.view,
  }
  return {
    key,
    image: own,
    width: size.width,
    height: size.height,
    samples: size.samples,
    role,
    format: textureFormat(dtype, size.samples, role),
    levels: levels.map((level) => ({
      width: level.width,
      height: level.height,
      onDemand: level.onDemand === true && level.quick !== true,
    })),
    loadTile: async (tile, signal) => decodeTile(await readTile(address, plane, tile, signal)),
    wholeLevel: (level) =>
      planeAnswerBytes(levels[level]!, size.samples, dtype) <= largestPlaneAnswerBytes
        ? async (signal) => decodeTile(await readPlane(address, plane, level, signal))
        : null,
    partsOf: () => [],
    keysOf: (tile) => [tileKey({ key }, tile)],
    statistics: (signal) => planeStatistics(image.address, plane, signal, image.view),
    ofChannel: (c) => storedPlane(image, { ...plane, c }, role),
    channelCount: size.c,
    place: { plane, size, at: (other) => storedPlane(image, other, role) },
    ...(/^(max|mean|top)/.test(image.view ?? '') ? { work: 'projecting…' } : {}),
  }
}

/** Prediction minus truth, pixel by pixel; both of one size, one sample each. Levels that both have alike. */
export function differencePlane(
  truth: PlaneSource,
  prediction: PlaneSource,
  cache: TileCache,
): PlaneSource {
  const pairs = truth.levels.flatMap((level, a) => {
    const b = prediction.levels.findIndex(
      (other) => other.width === level.width && other.height === level.height,
    )
    return b < 0 ? [] : [{ a, b, level }]
  })
  const partsOf = (tile: LevelTile) => {
    const { a, b } = pairs[tile.level]!
    return [
      { source: truth, tile: { ...tile, level: a } },
      { source: prediction, tile: { ...tile, level: b } },
    ] as const
  }
  const key = `${prediction.key} minus ${truth.key}`
  return {
    key,
    image: `${prediction.image} minus ${truth.image}`,
    width: truth.width,
    height: truth.height,
    samples: 1,
    role: 'intensity',
    format: 'r32f',
    levels: pairs.map(({ level }) => level),
    loadTile: async (tile) => {
      const parts = partsOf(tile).map((part) =>
        cache.fetch(tileKey(part.source, part.tile), (signal) =>
          part.source.loadTile(part.tile, signal),
        ),
      ) as [Promise<TilePixels>, Promise<TilePixels>]
      const [a, b] = await Promise.all(parts)
      return subtract(a, b)
    },
    wholeLevel: () => null,
    partsOf,
    keysOf: (tile) => [
      tileKey({ key }, tile),
      ...partsOf(tile).flatMap((part) => part.source.keysOf(part.tile)),
    ],
  }
}

function subtract(truth: TilePixels, prediction: TilePixels): TilePixels {
  const values = new Float32Array(truth.width * truth.height)
  for (let i = 0; i < values.length; i++)
    values[i] = Number(prediction.values[i]!) - Number(truth.values[i]!)
  return { width: truth.width, height: truth.height, samples: 1, values }
}
