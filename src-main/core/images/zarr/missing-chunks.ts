/** How many chunks of an array are absent: their pixels are the fill value, and somebody should know. */
import { product } from '../pixel-types.ts'
import { indicesOf, type ZarrArray } from './chunk-reader.ts'

export interface MissingChunks {
  readonly missing: number
  /** Of all chunks that hold pixels of the array; of shards, their inner chunks. */
  readonly total: number
  /** Shards of which every chunk is absent, where chunks are stored in shards. */
  readonly missingShards?: number
  readonly shards?: number
}

const asksAtOnce = 16

/** Asks for every key, one after another: seconds for a hundred thousand. */
export async function countMissingChunks(array: ZarrArray): Promise<MissingChunks> {
  const counts = keyCounts(array)
  const keys = indicesOf(counts)
  let missing = 0
  let missingKeys = 0
  const work = async (): Promise<void> => {
    for (const index of keys) {
      const under = await array.underKey(index)
      missing += under.missing
      if (under.missing === under.total) missingKeys++
    }
  }
  await Promise.all(Array.from({ length: asksAtOnce }, work))
  const found = { missing, total: product(array.chunkCounts) }
  if (array.metadata.sharding === undefined) return found
  return { ...found, missingShards: missingKeys, shards: product(counts) }
}

/** How many chunks or shards have keys of their own. */
export function keyCount(array: ZarrArray): number {
  return product(keyCounts(array))
}

/** For instance `3 of 12 chunks are missing; their pixels are the fill value.` */
export function missingChunksWarning(found: MissingChunks): string {
  const { missing, total, missingShards, shards } = found
  const whole = missingShards ? `, ${missingShards} of ${shards} shards as a whole` : ''
  const verb = missing === 1 ? 'is' : 'are'
  const whose = missing === 1 ? 'its' : 'their'
  return `${missing} of ${total} chunks ${verb} missing${whole}; ${whose} pixels are the fill value.`
}

function keyCounts({ metadata: { shape, keyShape } }: ZarrArray): number[] {
  return shape.map((size, axis) => Math.ceil(size / keyShape[axis]!))
}
