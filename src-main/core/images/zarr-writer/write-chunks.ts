/**
 * The chunks of one Zarr array under way: one file per tile of a plane, compressed with Zstandard in
 * Node's thread pool, found again for the smaller copies. Chunks of 0 are written too: one that is
 * absent later is damage.
 */
import { constants, zstdCompress, zstdDecompress } from 'node:zlib'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { cropPlane } from '../crop.ts'
import { decodeFloat16 } from '../float16.ts'
import {
  copyPixels,
  createPixelArray,
  pixelArrayOn,
  product,
  storedBytes,
  storedBytesPerPixel,
} from '../pixel-types.ts'
import { insideOfTile, type TileGrid } from '../pyramid/tile-grid.ts'
import type { PixelArray, PixelType } from '../types.ts'
import { zstdLevel } from './zarr-metadata.ts'

/** Where a chunk's pixels stand in an array: first value, from row to row, and from pixel to pixel. */
export interface ChunkCut {
  readonly pixels: PixelArray
  readonly start: number
  readonly stride: number
}

export interface ChunkStore {
  /** RangeError for a chunk that is there already; what goes wrong shows at a later call. */
  put(plane: readonly number[], tileY: number, tileX: number, cut: ChunkCut): Promise<void>
  /** Pixels inside the plane, packed; undefined where they were never put. After `settle` only. */
  read(plane: readonly number[], tileY: number, tileX: number): Promise<PixelArray | undefined>
  settle(): Promise<void>
  /** Writes a chunk of 0 wherever none was put. */
  fillGaps(): Promise<void>
}

/** Compressed at once: as many as the thread pool of Node has threads. */
const chunksUnderWay = 4

/** `planeShape` are the sizes of the axes before y; `plane` in the calls counts along them. */
export function createChunkStore(
  folder: string,
  grid: TileGrid,
  planeShape: readonly number[],
  dtype: PixelType,
): ChunkStore {
  const perPlane = grid.down * grid.across
  const isThere = new Uint8Array(product(planeShape) * perPlane)
  const length = grid.tileHeight * grid.tileWidth
  const under = new Set<Promise<void>>()
  const folders = new Set<string>()
  let failure: Error | undefined

  const indexOf = (plane: readonly number[], tileY: number, tileX: number): number =>
    plane.reduce((at, index, axis) => at * planeShape[axis]! + index, 0) * perPlane +
    tileY * grid.across +
    tileX
  const pathOf = (plane: readonly number[], tileY: number, tileX: number): string =>
    join(folder, 'c', ...[...plane, tileY, tileX].map(String))

  async function store(path: string, bytes: Uint8Array): Promise<void> {
    const parent = dirname(path)
    if (!folders.has(parent)) await mkdir(parent, { recursive: true })
    folders.add(parent)
    await writeFile(path, bytes, { flag: 'wx' })
  }

  async function put(
    plane: readonly number[],
    tileY: number,
    tileX: number,
    cut: ChunkCut,
  ): Promise<void> {
    const at = indexOf(plane, tileY, tileX)
    if (isThere[at] !== 0) {
      throw new RangeError(
        `Chunk ${tileY}, ${tileX} of plane ${plane.join(', ')} is there already.`,
      )
    }
    isThere[at] = 1
    const chunk = createPixelArray(dtype, length, folder)
    fill(chunk, grid, tileY, tileX, cut)
    const job: Promise<void> = compress(storedBytes(chunk, dtype))
      .then((bytes) => store(pathOf(plane, tileY, tileX), bytes))
      .catch((error: Error) => void (failure ??= error))
      .then(() => void under.delete(job))
    under.add(job)
    if (under.size >= chunksUnderWay) await Promise.race(under)
    if (failure !== undefined) throw failure
  }

  async function settle(): Promise<void> {
    await Promise.all(under)
    if (failure !== undefined) throw failure
  }

  async function read(
    plane: readonly number[],
    tileY: number,
    tileX: number,
  ): Promise<PixelArray | undefined> {
    if (isThere[indexOf(plane, tileY, tileX)] === 0) return undefined
    const stored = await readFile(pathOf(plane, tileY, tileX))
    const chunk = pixelsOf(await decompress(stored, length * storedBytesPerPixel(dtype)), dtype)
    const { height, width } = insideOfTile(grid, tileY, tileX)
    if (height === grid.tileHeight && width === grid.tileWidth) return chunk
    return cropPlane(chunk, grid.tileWidth, 1, dtype, { y: 0, x: 0, height, width }, folder)
  }

  async function fillGaps(): Promise<void> {
    const zero = await compress(new Uint8Array(length * storedBytesPerPixel(dtype)))
    for (let at = 0; at < isThere.length; at++) {
      if (isThere[at] !== 0) continue
      const tile = at % perPlane
      const plane = indicesOf(Math.floor(at / perPlane), planeShape)
      await store(pathOf(plane, Math.floor(tile / grid.across), tile % grid.across), zero)
    }
  }

  return { put, read, settle, fillGaps }
}

/** Place number `index` in C order as one index per axis. */
export function indicesOf(index: number, shape: readonly number[]): number[] {
  const indices: number[] = []
  let rest = index
  for (const size of shape.toReversed()) {
    indices.unshift(rest % size)
    rest = Math.floor(rest / size)
  }
  return indices
}

/** The whole chunk: what lies beyond the plane's edge is 0. */
function fill(
  chunk: PixelArray,
  grid: TileGrid,
  tileY: number,
  tileX: number,
  { pixels, start, stride }: ChunkCut,
): void {
  const { height, width } = insideOfTile(grid, tileY, tileX)
  for (let row = 0; row < height; row++) {
    copyPixels(pixels, start + row * stride, width, chunk, row * grid.tileWidth)
  }
}

function pixelsOf(bytes: Uint8Array, dtype: PixelType): PixelArray {
  const own = new Uint8Array(bytes.length)
  own.set(bytes)
  if (dtype === 'float16') return decodeFloat16(new Uint16Array(own.buffer))
  return pixelArrayOn(dtype, own.buffer)
}

function compress(raw: Uint8Array): Promise<Uint8Array> {
  const options = {
    chunkSize: raw.length + 1024,
    pledgedSrcSize: raw.length,
    params: {
      [constants.ZSTD_c_compressionLevel]: zstdLevel,
      [constants.ZSTD_c_checksumFlag]: 1,
    },
  }
  return new Promise((resolve, reject) => {
    zstdCompress(raw, options, (error, bytes) => (error ? reject(error) : resolve(bytes)))
  })
}

function decompress(stored: Uint8Array, length: number): Promise<Uint8Array> {
  const options = { chunkSize: length + 1024, maxOutputLength: length }
  return new Promise((resolve, reject) => {
    zstdDecompress(stored, options, (error, bytes) => (error ? reject(error) : resolve(bytes)))
  })
}
