/** Decoded chunks of one array: found in the store or in a shard, decoded, shared and kept in bounded memory. */
import { TouchstoneError } from '../../errors.ts'
import type { ChunkDecoder } from '../chunk-decoder.ts'
import { product, storedBytesPerPixel } from '../pixel-types.ts'
import type { PixelArray } from '../types.ts'
import type { ArrayMetadata, Sharding } from './array-metadata.ts'
import { decodeZarrChunk } from './decode-chunk.ts'
import { readShardIndex, type ByteRange, type ShardIndex } from './shard-index.ts'
import { createSharedLoads, type LoadOptions } from './shared-loads.ts'
import { joinKey, pathOfKey, type ZarrStore } from './store.ts'

export interface ZarrArray {
  readonly path: string
  readonly metadata: ArrayMetadata
  /** How many chunks (the smallest ones) there are along each axis. */
  readonly chunkCounts: readonly number[]
  /** Undefined for an absent chunk. The array is shared: it must not be changed. */
  chunk(index: readonly number[], options: LoadOptions): Promise<PixelArray | undefined>
  /** How many chunks the chunk or shard under one key has, and how many of them are absent. */
  underKey(keyIndex: readonly number[]): Promise<{ missing: number; total: number }>
  /** Gives the chunks back that are kept. */
  close(): void
}

const keptIndexBytes = 16 * 2 ** 20
const leastKeptBytes = 64 * 2 ** 20
const mostKeptBytes = 192 * 2 ** 20
const loadsAtOnce = 8
/** Compressed data are never much larger than what they stand for. */
const largestExpansion = 2
/** How long a store that was there is taken to be there still. */
const trustedMs = 1000

/** `key` is the array's; `keepBytes` what one look at the image touches. */
export function openZarrArray(
  store: ZarrStore,
  key: string,
  metadata: ArrayMetadata,
  decoder: ChunkDecoder,
  keepBytes = 0,
): ZarrArray {
  const { shape, chunkShape, keyShape, layout } = metadata
  const path = pathOfKey(store, key)
  const keptBytes = Math.min(mostKeptBytes, Math.max(leastKeptBytes, keepBytes))
  const chunks = createSharedLoads<PixelArray | undefined>(
    path,
    keptBytes,
    loadsAtOnce,
    (pixels) => pixels?.byteLength ?? 64,
  )
  const indices = createSharedLoads<ShardIndex | undefined>(
    path,
    keptIndexBytes,
    loadsAtOnce,
    (index) => index?.sizeBytes ?? 64,
  )
  const chunkBytes = product(chunkShape) * storedBytesPerPixel(metadata.dtype)
  const limitBytes = chunkBytes * largestExpansion + 65536
  const document = joinKey(store.path, key, metadata.zarrFormat === 3 ? 'zarr.json' : '.zarray')
  let seenAt = 0

  const keyOf = (index: readonly number[]): string =>
    joinKey(store.path, key, metadata.keyOf(index))

  /** An absent chunk means fill value, unless the whole store has gone. */
  async function requireStoreThere(): Promise<void> {
    if (Date.now() - seenAt < trustedMs) return
    if (!(await store.has(document))) {
      throw new TouchstoneError(
        'file-unreadable',
        `${path} was there and is gone; check the drive or the network and open the image again.`,
        { path },
      )
    }
    seenAt = Date.now()
  }

  async function load(
    index: readonly number[],
    signal: AbortSignal,
  ): Promise<PixelArray | undefined> {
    const { sharding } = metadata
    const keyIndex = index.map((at, axis) => Math.floor((at * chunkShape[axis]!) / keyShape[axis]!))
    const chunkKey = keyOf(keyIndex)
    const stored =
      sharding === undefined
        ? await store.read(chunkKey, limitBytes)
        : await readFromShard(chunkKey, sharding, withinKey(index, keyIndex))
    if (stored === undefined) {
      await requireStoreThere()
      return undefined
    }
    const task = { kind: 'zarr', path: pathOfKey(store, chunkKey), stored, layout }
    return layout.steps.length === 0 ? decodeZarrChunk(task) : decoder.decode(task, signal)
  }

  /** First pixel of the chunk inside its shard. */
  function withinKey(index: readonly number[], keyIndex: readonly number[]): readonly number[] {
    return index.map((at, axis) => at * chunkShape[axis]! - keyIndex[axis]! * keyShape[axis]!)
  }

  async function readFromShard(
    chunkKey: string,
    sharding: Sharding,
    origin: readonly number[],
  ): Promise<Uint8Array | undefined> {
    const range = await rangeInShard(chunkKey, sharding, keyShape, undefined, origin)
    if (range === undefined) return undefined
    requireChunkSize(pathOfKey(store, chunkKey), range.length, limitBytes)
    return store.readRange(chunkKey, range.offset, range.length)
  }

  async function rangeInShard(
    chunkKey: string,
    sharding: Sharding,
    shardShape: readonly number[],
    shard: ByteRange | undefined,
    origin: readonly number[],
  ): Promise<ByteRange | undefined> {
    const index = await shardIndex(chunkKey, sharding, shardShape, shard)
    const range = index?.rangeOf(placeOf(origin, sharding.chunkShape, shardShape))
    if (range === undefined || sharding.inner === undefined) return range
    const inside = origin.map((at, axis) => at % sharding.chunkShape[axis]!)
    return rangeInShard(chunkKey, sharding.inner, sharding.chunkShape, range, inside)
  }

  function shardIndex(
    chunkKey: string,
    sharding: Sharding,
    shardShape: readonly number[],
    shard: ByteRange | undefined,
  ): Promise<ShardIndex | undefined> {
    const name = shard === undefined ? chunkKey : `${chunkKey}#${shard.offset}`
    const read = async (): Promise<ShardIndex | undefined> => {
      const length = shard === undefined ? await store.size(chunkKey) : shard.length
      if (length === undefined) return undefined
      const whole = shard ?? { offset: 0, length }
      return readShardIndex(
        pathOfKey(store, chunkKey),
        sharding,
        shardShape,
        whole,
        (offset, bytes) => store.readRange(chunkKey, offset, bytes),
      )
    }
    return indices.get(name, read, {})
  }

  /** Chunks of a shard that lie outside the array are not asked for and so not missed. */
  async function underKey(
    keyIndex: readonly number[],
  ): Promise<{ missing: number; total: number }> {
    const chunkKey = keyOf(keyIndex)
    const { sharding } = metadata
    if (sharding === undefined) {
      return { missing: (await store.has(chunkKey)) ? 0 : 1, total: 1 }
    }
    const found = { missing: 0, total: 0 }
    for (const index of chunksUnderKey(metadata, keyIndex)) {
      const origin = withinKey(index, keyIndex)
      const range = await rangeInShard(chunkKey, sharding, keyShape, undefined, origin)
      found.total++
      if (range === undefined) found.missing++
    }
    return found
  }

  return {
    path,
    metadata,
    chunkCounts: shape.map((size, axis) => Math.ceil(size / chunkShape[axis]!)),
    chunk: (index, options) => chunks.get(index.join(), (signal) => load(index, signal), options),
    underKey,
    close() {
      chunks.close()
      indices.close()
    },
  }
}

/** Place of a chunk in C order among those of its shard. */
function placeOf(
  origin: readonly number[],
  chunkShape: readonly number[],
  shardShape: readonly number[],
): number {
  return origin.reduce(
    (place, at, axis) =>
      place * (shardShape[axis]! / chunkShape[axis]!) + Math.floor(at / chunkShape[axis]!),
    0,
  )
}

/** Indices of the chunks inside the array that stand under one key. */
function* chunksUnderKey(
  { shape, chunkShape, keyShape }: ArrayMetadata,
  keyIndex: readonly number[],
): Generator<readonly number[]> {
  const first = keyIndex.map((at, axis) => (at * keyShape[axis]!) / chunkShape[axis]!)
  const counts = keyIndex.map((at, axis) =>
    Math.ceil(
      (Math.min(shape[axis]!, (at + 1) * keyShape[axis]!) - at * keyShape[axis]!) /
        chunkShape[axis]!,
    ),
  )
  for (const offset of indicesOf(counts)) yield offset.map((at, axis) => at + first[axis]!)
}

/** All indices of a grid in C order. */
export function* indicesOf(counts: readonly number[]): Generator<readonly number[]> {
  const total = product(counts)
  const index = counts.map(() => 0)
  for (let i = 0; i < total; i++) {
    yield [...index]
    for (let axis = counts.length - 1; axis >= 0 && ++index[axis]! === counts[axis]; axis--) {
      index[axis] = 0
    }
  }
}

function requireChunkSize(path: string, bytes: number, limitBytes: number): void {
  if (bytes <= limitBytes) return
  throw new TouchstoneError(
    'format-corrupt',
    `${path} is damaged: a chunk in it is stated to have ${bytes} bytes, and at most ${limitBytes} make sense; copy or export it again.`,
    { path, bytes, limitBytes },
  )
}
