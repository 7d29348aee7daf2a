/** What a Zarr array says of itself, in one form for both versions of the format. */
import { TouchstoneError } from '../../errors.ts'
import { product, storedBytesPerPixel } from '../pixel-types.ts'
import type { PixelType } from '../types.ts'
import type { ChunkLayout } from './chunk-layout.ts'
import type { FillValue } from './fill-value.ts'

/** Chunks that are stored together in one value of the store, with an index of where each one is. */
export interface Sharding {
  /** Of one inner chunk; divides the shard's shape. */
  readonly chunkShape: readonly number[]
  readonly indexAtEnd: boolean
  readonly indexLittleEndian: boolean
  readonly indexHasChecksum: boolean
  /** Shards inside the shard. */
  readonly inner: Sharding | undefined
}

export interface ArrayMetadata {
  readonly zarrFormat: 2 | 3
  readonly shape: readonly number[]
  /** Of what stands under one key of the store: a chunk, or a shard. */
  readonly keyShape: readonly number[]
  readonly sharding: Sharding | undefined
  /** Of the smallest unit that is decoded: the innermost chunk. */
  readonly chunkShape: readonly number[]
  readonly layout: ChunkLayout
  readonly dtype: PixelType
  readonly fill: FillValue
  readonly dimensionNames: readonly (string | null)[] | undefined
  /** Key of the chunk or shard with this index, relative to the array. */
  readonly keyOf: (index: readonly number[]) => string
  /** How the values are stored, in words. */
  readonly facts: readonly { readonly name: string; readonly value: string }[]
}

const mostAxes = 16
export const largestChunkBytes = 2 ** 30

/** TouchstoneError 'format-corrupt' for sizes no array can have, 'file-too-large' for chunks beyond 1 GiB. */
export function requireShapes(
  path: string,
  dtype: PixelType,
  shape: readonly number[],
  chunkShape: readonly number[],
): void {
  if (shape.length !== chunkShape.length || shape.length > mostAxes) {
    throw new TouchstoneError(
      'format-corrupt',
      `${path}: the array has ${shape.length} axes and its chunks have ${chunkShape.length}; both need the same number, at most ${mostAxes}.`,
      { path, shape, chunkShape },
    )
  }
  const pixels = product(shape)
  if (!Number.isSafeInteger(pixels * storedBytesPerPixel(dtype))) {
    throw new TouchstoneError(
      'format-corrupt',
      `${path} states a shape of ${shape.join(' x ')}, which no disk can hold.`,
      { path, shape },
    )
  }
  const chunkBytes = product(chunkShape) * storedBytesPerPixel(dtype)
  if (chunkBytes > largestChunkBytes) {
    throw new TouchstoneError(
      'file-too-large',
      `${path} has chunks of ${chunkShape.join(' x ')} values, ${chunkBytes} bytes, and ${largestChunkBytes} is the limit; store it in smaller chunks.`,
      { path, chunkShape, chunkBytes },
    )
  }
}

export function unreadCodec(path: string, name: string): TouchstoneError {
  return new TouchstoneError(
    'unsupported-encoding',
    `${path} is stored with ${name}, which is not read; blosc, gzip, zlib, zstd and LZ4 are. Store it again with one of them.`,
    { path, codec: name },
  )
}

/** For instance `blosc (lz4), byte shuffle`. */
export function compressionFact(names: readonly string[]): { name: string; value: string } {
  return { name: 'Compression', value: names.length === 0 ? 'none' : names.join(', ') }
}
