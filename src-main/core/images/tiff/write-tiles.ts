/**
 * The tiles of an OME-TIFF under way: compressed in Node's thread pool, appended in the order in which
 * they came, found again for the smaller copies. Tiles that are 0 throughout share one copy per size.
 */
import { cropPlane } from '../crop.ts'
import { bytesOf, copyPixels, createPixelArray, storedBytesPerPixel } from '../pixel-types.ts'
import { insideOfTile, type TileGrid } from '../pyramid/tile-grid.ts'
import type { PixelArray } from '../types.ts'
import type { Appender } from './write-appender.ts'
import { decodeTile, encodeTile, predictorFor, type TileCompression } from './write-tile.ts'
import type { WrittenPixelType } from './write-directories.ts'

/** Where the tiles of one level stand: those of plane 0 row by row, then plane 1 and so on. */
export interface TileTable {
  readonly offsets: Float64Array
  readonly byteCounts: Float64Array
}

/** Where a tile's pixels stand in an array: first value, and values from row to row. */
export interface TileCut {
  readonly pixels: PixelArray
  readonly start: number
  readonly stride: number
}

export interface TileStore {
  readonly tables: readonly TileTable[]
  /** One call at a time. `cut.pixels` may be reused afterwards. RangeError for a tile that is there already. */
  put(level: number, plane: number, tileY: number, tileX: number, cut: TileCut): Promise<void>
  /** Pixels inside the plane, packed; undefined where all are 0. After `settle` only. */
  read(level: number, plane: number, tileY: number, tileX: number): Promise<PixelArray | undefined>
  /** Waits for all tiles that were put; throws what went wrong with any. */
  settle(): Promise<void>
  /** Gives every tile that is 0, or was never put, a place. */
  placeBlankTiles(): Promise<void>
}

/** Compressed at once: as many as the thread pool of Node has threads. */
const tilesUnderWay = 4
/** An image of level 0 up to this stays in memory until its smaller copies are made. */
const mostKeptBytes = 96 * 2 ** 20
/** Marks in a table before the tile has its place. */
const blank = -1
const underWay = -2

export function createTileStore(
  appender: Appender,
  grids: readonly TileGrid[],
  planes: number,
  pixel: {
    readonly dtype: WrittenPixelType
    readonly samples: number
    readonly compression: TileCompression
  },
): TileStore {
  const { dtype, samples, compression } = pixel
  const tables = grids.map(({ down, across }) => ({
    offsets: new Float64Array(planes * down * across),
    byteCounts: new Float64Array(planes * down * across),
  }))
  const spare: PixelArray[] = []
  /** Pixels of level 0 by place, where all of them may stay and are not changed by being written. */
  const kept = new Map<number, PixelArray>()
  const first = grids[0]!
  const allBytes =
    planes * first.down * first.across * lengthOfTile(first, samples) * storedBytesPerPixel(dtype)
  const isKept = (level: number): boolean =>
    level === 0 &&
    grids.length > 1 &&
    allBytes <= mostKeptBytes &&
    predictorFor(dtype, compression.method) === 1
  let pending = Promise.resolve()
  let waiting = 0
  let failure: Error | undefined

  const lengthOf = (grid: TileGrid): number => lengthOfTile(grid, samples)
  const indexOf = (grid: TileGrid, plane: number, tileY: number, tileX: number): number =>
    (plane * grid.down + tileY) * grid.across + tileX

  function takeBuffer(length: number): PixelArray {
    const at = spare.findIndex((buffer) => buffer.length === length)
    return at < 0 ? createPixelArray(dtype, length, 'a TIFF tile') : spare.splice(at, 1)[0]!
  }

  async function append(bytes: Uint8Array, table: TileTable, at: number): Promise<void> {
    if (failure !== undefined) return
    table.offsets[at] = appender.position
    table.byteCounts[at] = bytes.length
    await appender.append(bytes)
  }

  async function put(
    level: number,
    plane: number,
    tileY: number,
    tileX: number,
    cut: TileCut,
  ): Promise<void> {
    const grid = grids[level]!
    const table = tables[level]!
    const at = indexOf(grid, plane, tileY, tileX)
    if (table.offsets[at] !== 0) {
      throw new RangeError(`Tile ${tileY}, ${tileX} of plane ${plane} is there already.`)
    }
    const tile = takeBuffer(lengthOf(grid))
    fill(tile, grid, tileY, tileX, samples, cut)
    if (isZero(tile)) {
      table.offsets[at] = blank
      spare.push(tile)
      return
    }
    table.offsets[at] = underWay
    waiting++
    const before = pending
    const encoded = encodeTile(tile, grid.tileHeight, samples, dtype, compression)
    pending = Promise.all([encoded, before])
      .then(([bytes]) => append(bytes, table, at))
      .catch((error: Error) => void (failure ??= error))
      .then(() => {
        waiting--
        if (isKept(level)) kept.set(at, tile)
        else spare.push(tile)
      })
    if (waiting >= tilesUnderWay) await before
    if (failure !== undefined) throw failure
  }

  async function read(
    level: number,
    plane: number,
    tileY: number,
    tileX: number,
  ): Promise<PixelArray | undefined> {
    const grid = grids[level]!
    const { offsets, byteCounts } = tables[level]!
    const at = indexOf(grid, plane, tileY, tileX)
    if (offsets[at]! <= 0) return undefined
    const tile =
      level === 0 && kept.has(at)
        ? kept.get(at)!
        : await readBack(grid, offsets[at]!, byteCounts[at]!)
    const { height, width } = insideOfTile(grid, tileY, tileX)
    if (height === grid.tileHeight && width === grid.tileWidth) return tile
    const inside = { y: 0, x: 0, height, width }
    return cropPlane(tile, grid.tileWidth, samples, dtype, inside, 'a TIFF tile')
  }

  async function readBack(grid: TileGrid, offset: number, byteCount: number): Promise<PixelArray> {
    const stored = await appender.read(offset, byteCount)
    const { method } = compression
    return decodeTile(stored, grid.tileHeight, samples, dtype, lengthOf(grid), method)
  }

  async function appendBlank(grid: TileGrid): Promise<{ offset: number; byteCount: number }> {
    const tile = createPixelArray(dtype, lengthOf(grid), 'a TIFF tile')
    const bytes = await encodeTile(tile, grid.tileHeight, samples, dtype, compression)
    const offset = appender.position
    await appender.append(bytes)
    return { offset, byteCount: bytes.length }
  }

  return {
    tables,
    put,
    read,
    settle: async () => {
      await pending
      if (failure !== undefined) throw failure
      await appender.flush()
    },
    placeBlankTiles: async () => {
      const placed = new Map<number, Awaited<ReturnType<typeof appendBlank>>>()
      for (const [level, { offsets, byteCounts }] of tables.entries()) {
        const length = lengthOf(grids[level]!)
        for (let at = 0; at < offsets.length; at++) {
          if (offsets[at]! > 0) continue
          const there = placed.get(length) ?? (await appendBlank(grids[level]!))
          placed.set(length, there)
          offsets[at] = there.offset
          byteCounts[at] = there.byteCount
        }
      }
    },
  }
}

/** The whole tile: what lies beyond the plane's edge is 0. */
function lengthOfTile({ tileHeight, tileWidth }: TileGrid, samples: number): number {
  return tileHeight * tileWidth * samples
}

function fill(
  tile: PixelArray,
  grid: TileGrid,
  tileY: number,
  tileX: number,
  samples: number,
  { pixels, start, stride }: TileCut,
): void {
  const { height, width } = insideOfTile(grid, tileY, tileX)
  if (height < grid.tileHeight || width < grid.tileWidth) bytesOf(tile).fill(0)
  for (let row = 0; row < height; row++) {
    const to = row * grid.tileWidth * samples
    copyPixels(pixels, start + row * stride, width * samples, tile, to)
  }
}

const zeros = new Uint8Array(2 ** 16)

function isZero(tile: PixelArray): boolean {
  const bytes = bytesOf(tile)
  for (let at = 0; at < bytes.length; at += zeros.length) {
    const part = bytes.subarray(at, at + zeros.length)
    if (Buffer.compare(part, zeros.subarray(0, part.length)) !== 0) return false
  }
  return true
}
