/** One tile of pixels to the bytes that a TIFF stores for it, and back: as it is, or predictor 2 with deflate or Zstandard. */
import { constants, deflate, inflate, zstdCompress, zstdDecompress } from 'node:zlib'
import { bytesOf, isFloatType, pixelArrayOn, storedBytesPerPixel } from '../pixel-types.ts'
import type { PixelArray, PixelType } from '../types.ts'
import { undoHorizontal } from './predictor.ts'

/** Every program reads deflate and none; Zstandard is several times as fast, for files that only we read. */
export type TileCompression =
  | { readonly method: 'none' }
  | {
      readonly method: 'deflate' | 'zstd'
      /** 1 fast to 9 small. */
      readonly level: number
      /** Deflate looks for runs of a byte only: a third of the time, and as small for values with noise. */
      readonly onlyRuns?: boolean
    }

/** Values of the TIFF tag. */
export const compressionCodes = { none: 1, deflate: 8, zstd: 50000 } as const

/**
 * Predictor 2 for integers of at most 32 bits. Bio-Formats (Fiji, QuPath) undoes no other: it refuses
 * predictor 3, and takes differences of 64 bits for ones of 32 (TiffCompression.undifference).
 */
export function predictorFor(dtype: PixelType, method: TileCompression['method']): 1 | 2 {
  return method === 'none' || isFloatType(dtype) || storedBytesPerPixel(dtype) > 4 ? 1 : 2
}

/** `tile` has `rows` rows, is left changed, and may be reused once the promise is done. */
export function encodeTile(
  tile: PixelArray,
  rows: number,
  samples: number,
  dtype: PixelType,
  compression: TileCompression,
): Promise<Uint8Array> {
  if (compression.method === 'none') return Promise.resolve(bytesOf(tile))
  const { method, level, onlyRuns } = compression
  if (predictorFor(dtype, method) === 2) takeDifferences(tile as Uint16Array, rows, samples)
  const raw = bytesOf(tile)
  // one piece of output: every further one would be another trip through the thread pool
  const chunkSize = raw.length + 1024
  return new Promise((resolve, reject) => {
    const done = (error: Error | null, bytes: Uint8Array): void =>
      error === null ? resolve(bytes) : reject(error)
    if (method === 'deflate') {
      const strategy = onlyRuns === true ? constants.Z_RLE : constants.Z_DEFAULT_STRATEGY
      return deflate(raw, { level, chunkSize, strategy }, done)
    }
    const params = {
      [constants.ZSTD_c_compressionLevel]: level,
      [constants.ZSTD_c_checksumFlag]: 1, // damage shows, as with deflate
    }
    zstdCompress(raw, { params, chunkSize, pledgedSrcSize: raw.length }, done)
  })
}

/** Undoes `encodeTile`. */
export function decodeTile(
  stored: Uint8Array,
  rows: number,
  samples: number,
  dtype: PixelType,
  length: number,
  method: TileCompression['method'],
): Promise<PixelArray> {
  const sizeBytes = length * storedBytesPerPixel(dtype)
  if (method === 'none') return Promise.resolve(pixelArrayOn(dtype, stored.slice().buffer))
  const options = { chunkSize: sizeBytes + 1024, maxOutputLength: sizeBytes }
  return new Promise((resolve, reject) => {
    const done = (error: Error | null, bytes: Uint8Array): void => {
      if (error !== null) return reject(error)
      const own = new Uint8Array(sizeBytes)
      own.set(bytes)
      const tile = pixelArrayOn(dtype, own.buffer)
      if (predictorFor(dtype, method) === 2) undoHorizontal(tile as Uint16Array, rows, samples)
      resolve(tile)
    }
    if (method === 'deflate') inflate(stored, options, done)
    else zstdDecompress(stored, options, done)
  })
}

/** In place, from the right, so that each sample still finds the one before it. Wraps round. */
function takeDifferences(
  data: Uint8Array | Uint16Array | Uint32Array | Int8Array | Int16Array | Int32Array,
  rows: number,
  samples: number,
): void {
  const perRow = data.length / rows
  for (let row = 0; row < rows; row++) {
    const start = row * perRow
    for (let i = start + perRow - 1; i >= start + samples; i--)
      data[i] = data[i]! - data[i - samples]!
  }
}
