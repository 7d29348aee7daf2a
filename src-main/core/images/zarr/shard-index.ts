/** The index of a shard: where each of its chunks lies (Zarr codec `sharding_indexed`, version 1.0). */
import { TouchstoneError } from '../../errors.ts'
import { product } from '../pixel-types.ts'
import type { Sharding } from './array-metadata.ts'
import { checksumBytes, withoutChecksum } from './codecs/crc32c.ts'
import { DamagedChunk } from './codecs/damaged-chunk.ts'

/** Bytes inside the value of one key. */
export interface ByteRange {
  readonly offset: number
  readonly length: number
}

export type ReadRange = (offset: number, length: number) => Promise<Uint8Array | undefined>

export interface ShardIndex {
  /** Of a chunk by its place in C order; undefined for an absent one. */
  rangeOf(place: number): ByteRange | undefined
  readonly missing: number
  readonly sizeBytes: number
}

const noBytes = 2n ** 64n - 1n

/** `shard` is where the shard lies. TouchstoneError 'format-corrupt' for places outside of it. */
export async function readShardIndex(
  path: string,
  sharding: Sharding,
  shardShape: readonly number[],
  shard: ByteRange,
  read: ReadRange,
): Promise<ShardIndex | undefined> {
  const chunks = product(shardShape) / product(sharding.chunkShape)
  const length = chunks * 16 + (sharding.indexHasChecksum ? checksumBytes : 0)
  if (length > shard.length) {
    throw damaged(path, `its index needs ${length} bytes, and the shard has ${shard.length}`)
  }
  const offset = sharding.indexAtEnd ? shard.offset + shard.length - length : shard.offset
  const stored = await read(offset, length)
  if (stored === undefined) return undefined
  const bytes = sharding.indexHasChecksum ? checked(path, stored) : stored
  return parseIndex(path, bytes, chunks, sharding.indexLittleEndian, shard)
}

function parseIndex(
  path: string,
  bytes: Uint8Array,
  chunks: number,
  littleEndian: boolean,
  shard: ByteRange,
): ShardIndex {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const places = new Float64Array(chunks * 2)
  let missing = 0
  for (let chunk = 0; chunk < chunks; chunk++) {
    const offset = view.getBigUint64(chunk * 16, littleEndian)
    const length = view.getBigUint64(chunk * 16 + 8, littleEndian)
    if (offset === noBytes && length === noBytes) {
      places[chunk * 2] = -1
      missing++
      continue
    }
    if (offset + length > BigInt(shard.length)) {
      throw damaged(
        path,
        `chunk ${chunk} of the shard is stated to end at byte ${offset + length}, and the shard has ${shard.length}`,
      )
    }
    places[chunk * 2] = Number(offset)
    places[chunk * 2 + 1] = Number(length)
  }
  return {
    rangeOf(place) {
      const offset = places[place * 2]!
      return offset < 0
        ? undefined
        : { offset: shard.offset + offset, length: places[place * 2 + 1]! }
    },
    missing,
    sizeBytes: places.byteLength,
  }
}

function checked(path: string, stored: Uint8Array): Uint8Array {
  try {
    return withoutChecksum(stored)
  } catch (error) {
    if (!(error instanceof DamagedChunk)) throw error
    throw damaged(path, `of its index, ${error.message}`)
  }
}

function damaged(path: string, what: string): TouchstoneError {
  return new TouchstoneError(
    'format-corrupt',
    `${path} is damaged: ${what}; copy or export it again.`,
    { path },
  )
}
