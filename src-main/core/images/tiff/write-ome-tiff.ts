/**
 * A tiled, deflate-compressed OME-TIFF with pyramid, written tile by tile in any order: memory stays
 * flat whatever the size. The bytes depend on description, pixels and the order of the calls alone: no
 * dates, no random identifiers. BigTIFF only where the pixels could need more than 4 GB.
 */
import type { FileHandle } from 'node:fs/promises'
import type { Rectangle } from '../image-source.ts'
import { storedBytesPerPixel } from '../pixel-types.ts'
import { buildLevel } from '../pyramid/build-level.ts'
import type { Reduction } from '../pyramid/halve-block.ts'
import { levelSizes, type PlaneSize } from '../pyramid/level-sizes.ts'
import { insideOfTile, tileGrid, tilesOf, type TileGrid } from '../pyramid/tile-grid.ts'
import type { PixelArray } from '../types.ts'
import { createAppender } from './write-appender.ts'
import { writeDirectories, type WrittenDescription } from './write-directories.ts'
import { createTileStore } from './write-tiles.ts'

export interface OmeTiffDescription extends WrittenDescription {
  /** How smaller copies are made. Only planes with a side above 1024 get some. */
  readonly reduction: Reduction
  /** Sizes of the smaller copies, each half of the one before, in place of those that `levelSizes` gives. */
  readonly levels?: readonly PlaneSize[] | undefined
  readonly signal?: AbortSignal | undefined
  /** Only tests lower it. */
  readonly bigTiffAboveBytes?: number | undefined
}

/** Planes are counted t, c, z with z fastest. Calls may overlap; they are carried out in their order. */
export interface PlaneWriter {
  /** Sides of a tile in pixels. */
  readonly tile: { readonly height: number; readonly width: number }
  /**
   * `pixels` are the height x width x samples values of the tile that lie inside the plane; the array may be
   * reused once the promise is done. RangeError for a tile that is outside or written already.
   */
  writeTile(plane: number, tileY: number, tileX: number, pixels: PixelArray): Promise<void>
  /** A rectangle of whole tiles (cut off only at the plane's edge), height x width x samples values. */
  writeRegion(plane: number, rectangle: Rectangle, pixels: PixelArray): Promise<void>
  /** Makes the smaller copies and completes the file. Tiles that were not written hold 0. */
  finish(): Promise<void>
}

const tileSide = 512
const classicLimitBytes = 2 ** 32 - 2 ** 26 // room for incompressible tiles
/** More than a directory takes, its OME-XML and table of tiles apart. */
const directoryBytes = 512

/** `handle` is of an empty file, open for writing and reading; `finish` makes it a TIFF. */
export function createOmeTiffWriter(
  handle: FileHandle,
  description: OmeTiffDescription,
): PlaneWriter {
  const { size, dtype, reduction, compression, signal } = description
  const { samples } = size
  const planes = size.t * size.c * size.z
  const grids = [size, ...(description.levels ?? levelSizes(size))].map((level) =>
    tileGrid(level, { height: tileLength(level.height), width: tileLength(level.width) }),
  )
  const first = grids[0]!
  const limit = description.bigTiffAboveBytes ?? classicLimitBytes
  const big = largestBytes(description, planes, grids) > limit
  const appender = createAppender(handle, big ? 16 : 8)
  const store = createTileStore(appender, grids, planes, { dtype, samples, compression })
  let queue = Promise.resolve()
  let isFinished = false

  /** The next call starts when this one is done, so that the same calls give the same bytes. */
  function inOrder(work: () => Promise<void>): Promise<void> {
    const done = queue.then(work)
    queue = done.catch(() => undefined)
    return done
  }

  function requirePlane(plane: number): void {
    if (isFinished) throw new RangeError('The image is finished, and nothing more can be written.')
    if (!Number.isInteger(plane) || plane < 0 || plane >= planes) {
      throw new RangeError(`Plane ${plane} is to be written, and the image has ${planes}.`)
    }
  }

  async function writeRegion(
    plane: number,
    rectangle: Rectangle,
    pixels: PixelArray,
  ): Promise<void> {
    requirePlane(plane)
    const stride = rectangle.width * samples
    const tiles = tilesOf(first, rectangle)
    requireLength(pixels, rectangle.height * stride)
    await inOrder(async () => {
      for (const { tileY, tileX } of tiles) {
        const inside = insideOfTile(first, tileY, tileX)
        const start = (inside.y - rectangle.y) * stride + (inside.x - rectangle.x) * samples
        await store.put(0, plane, tileY, tileX, { pixels, start, stride })
      }
    })
  }

  async function buildLevels(): Promise<void> {
    for (let level = 1; level < grids.length; level++) {
      const [source, target] = [grids[level - 1]!, grids[level]!]
      for (let plane = 0; plane < planes; plane++) {
        await buildLevel({
          ...{ source, target, samples, dtype, reduction, signal },
          read: (tileY, tileX) => store.read(level - 1, plane, tileY, tileX),
          write: (tileY, tileX, pixels) => {
            const stride = insideOfTile(target, tileY, tileX).width * samples
            return store.put(level, plane, tileY, tileX, { pixels, start: 0, stride })
          },
        })
      }
      await store.settle()
    }
  }

  return {
    tile: { height: first.tileHeight, width: first.tileWidth },
    writeRegion,
    writeTile: (plane, tileY, tileX, pixels) =>
      writeRegion(plane, insideOfTile(first, tileY, tileX), pixels),
    finish: async () => {
      requirePlane(0)
      isFinished = true
      await queue
      await store.settle()
      await buildLevels()
      await store.placeBlankTiles()
      const header = await writeDirectories(appender, description, grids, store.tables, big)
      await appender.flush()
      await handle.write(header, 0, header.length, 0)
    },
  }
}

/** Tiles are multiples of 16 pixels (TIFF 6.0, section 15), and no larger than the image needs. */
function tileLength(size: number): number {
  return Math.min(tileSide, Math.ceil(size / 16) * 16)
}

/** An upper bound, so that the kind of file is known before the first pixel is. */
function largestBytes(
  { size, dtype }: OmeTiffDescription,
  planes: number,
  grids: readonly TileGrid[],
): number {
  const bytesPerPixel = size.samples * storedBytesPerPixel(dtype)
  const perPlane = grids.reduce(
    (sum, { height, width, down, across }) =>
      sum + height * width * bytesPerPixel + down * across * 8 + directoryBytes,
    0,
  )
  return planes * perPlane
}

function requireLength(pixels: PixelArray, length: number): void {
  if (pixels.length !== length) {
    throw new RangeError(
      `${length} values are needed for the rectangle, and ${pixels.length} are given.`,
    )
  }
}
