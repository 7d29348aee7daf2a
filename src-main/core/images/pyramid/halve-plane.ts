/**
 * One plane at half its size as a tiled file, strip by strip: memory does not grow with the plane. The
 * work is done in pieces, between which other requests are answered and a cancel is seen.
 */
import type { FileHandle } from 'node:fs/promises'
import { setImmediate } from 'node:timers/promises'
import { copyPixels, createPixelArray, storedBytesPerPixel } from '../pixel-types.ts'
import { createOmeTiffWriter } from '../tiff/write-ome-tiff.ts'
import type { WrittenPixelType } from '../tiff/write-directories.ts'
import type { ImageSource, PixelArray, PixelType } from '../types.ts'
import { writeAtomically } from '../write-atomically.ts'
import { requireWanted } from './build-level.ts'
import { halveBlock, type Reduction } from './halve-block.ts'
import { halved } from './level-sizes.ts'

export interface PlaneIndex {
  readonly t?: number | undefined
  readonly c?: number | undefined
  readonly z?: number | undefined
}

export interface PlaneOfLevel {
  readonly source: ImageSource
  readonly level: number
  readonly plane: PlaneIndex
}

export interface HalvingOptions {
  readonly reduction: Reduction
  readonly signal?: AbortSignal | undefined
  /** 0 to 1. */
  readonly onProgress?: ((fraction: number) => void) | undefined
}

/** Rows of one piece: those of two tiles, which give one row of tiles. */
const pieceRows = 1024
/** A piece is as wide as the plane where it stays below this, so that stored strips are read once. */
const pieceBytes = 32 * 2 ** 20
/** Halved without a break: some milliseconds. */
const bandValues = 2 ** 21

/** Replaces what stood at `path`. TouchstoneError 'cancelled', those of reading and of writing. */
export async function writeHalvedPlane(
  path: string,
  { source, level, plane }: PlaneOfLevel,
  { reduction, signal, onProgress }: HalvingOptions,
): Promise<void> {
  const { dtype, size } = source.info
  const { height, width } = source.info.levels[level]!
  const { samples } = size
  const half = halved({ height, width })
  const pieceWidth = widthOfPieces(samples * storedBytesPerPixel(dtype))
  const across = Math.ceil(width / pieceWidth)
  const pieces = Math.ceil(height / pieceRows) * across
  const write = async (handle: FileHandle): Promise<void> => {
    const writer = createOmeTiffWriter(handle, {
      dtype: writtenType(dtype),
      size: { t: 1, c: 1, z: 1, ...half, samples },
      pixelSizeUm: 'uncalibrated',
      levels: [],
      reduction,
      compression: { method: 'zstd', level: 1 },
      signal,
    })
    for (let piece = 0; piece < pieces; piece++) {
      requireWanted(signal)
      const [y, x] = [Math.floor(piece / across) * pieceRows, (piece % across) * pieceWidth]
      const part = {
        height: Math.min(pieceRows, height - y),
        width: Math.min(pieceWidth, width - x),
      }
      const { t = 0, c = 0, z = 0 } = plane
      const { data } = await source.readRegion({ level, t, c, z, y, x, ...part }, { signal })
      const pixels = await halveInBands(data, { ...part, samples, dtype }, reduction)
      await writer.writeRegion(0, { y: y / 2, x: x / 2, ...halved(part) }, pixels)
      onProgress?.((piece + 1) / pieces)
    }
    await writer.finish()
  }
  await writeAtomically(path, write, { durable: false })
}

/** Some rows at a time, with room for other work between them. */
async function halveInBands(
  data: PixelArray,
  block: {
    readonly height: number
    readonly width: number
    readonly samples: number
    readonly dtype: PixelType
  },
  reduction: Reduction,
): Promise<PixelArray> {
  const { height, width, samples, dtype } = block
  const half = halved(block)
  const out = createPixelArray(dtype, half.height * half.width * samples, 'a pyramid level')
  const bandRows = Math.max(2, 2 * Math.floor(bandValues / (2 * width * samples)))
  const perRow = width * samples
  for (let row = 0; row < height; row += bandRows) {
    const rows = Math.min(bandRows, height - row)
    const band = data.subarray(row * perRow, (row + rows) * perRow)
    const pixels = halveBlock(band, rows, width, samples, dtype, reduction)
    copyPixels(pixels, 0, pixels.length, out, (row / 2) * half.width * samples)
    await setImmediate()
  }
  return out
}

/** What a file of ours can hold: a bit as a byte, a half float as a float. */
function writtenType(dtype: PixelType): WrittenPixelType {
  return dtype === 'bool' ? 'uint8' : dtype === 'float16' ? 'float32' : dtype
}

/** A multiple of two tiles. */
function widthOfPieces(bytesPerPixel: number): number {
  return Math.max(1, Math.floor(pieceBytes / bytesPerPixel / pieceRows / pieceRows)) * pieceRows
}
