/** The list of codecs of a Zarr 3 array: transposition and filters, then bytes or shards, then compression. */
import { z } from 'zod'
import { TouchstoneError } from '../../errors.ts'
import { product, storedBytesPerPixel } from '../pixel-types.ts'
import type { PixelType } from '../types.ts'
import { requireShapes, unreadCodec, type Sharding } from './array-metadata.ts'
import { chunkLayout, type ChunkLayout, type ChunkStep } from './chunk-layout.ts'
import { stepsOf, type CodecEntry } from './codec-steps.ts'
import { readDocument } from './json-document.ts'

/** A name alone, or a name with settings. */
export const codecSchema = z.union([
  z.string(),
  z.looseObject({
    name: z.string(),
    configuration: z.record(z.string(), z.unknown()).nullish(),
  }),
])
type Codec = z.infer<typeof codecSchema>

export interface ParsedCodecs {
  readonly layout: ChunkLayout
  readonly chunkShape: readonly number[]
  readonly sharding: Sharding | undefined
  readonly compression: readonly CodecEntry[]
}

const bytesSchema = z.looseObject({ endian: z.enum(['little', 'big']).nullish() })
const transposeSchema = z.looseObject({
  order: z.union([z.array(z.number().int().nonnegative()), z.enum(['C', 'F'])]),
})
const shardingSchema = z.looseObject({
  chunk_shape: z.array(z.number().int().positive()).max(64),
  codecs: z.array(codecSchema).min(1).max(32),
  index_codecs: z.array(codecSchema).min(1).max(8),
  index_location: z.enum(['start', 'end']).default('end'),
})
/** Filters that work on numbers and so stand before the numbers become bytes. */
const numberFilters = new Set([
  'delta',
  'fixedscaleoffset',
  'quantize',
  'astype',
  'bitround',
  'packbits',
])
const mostShardLevels = 4
const mostShardChunks = 4 * 2 ** 20

export function settingsOf(codec: Codec): CodecEntry {
  if (typeof codec === 'string') return { name: codec, settings: {} }
  return { name: codec.name.replace(/^numcodecs\./, ''), settings: codec.configuration ?? {} }
}

/** `shape` is that of what the codecs encode: a chunk, or a shard. */
export function parseCodecs(
  path: string,
  listed: readonly Codec[],
  dtype: PixelType,
  arrayShape: readonly number[],
  shape: readonly number[],
  depth = 0,
): ParsedCodecs {
  const codecs = listed.map(settingsOf)
  const at = codecs.findIndex(({ name }) => name === 'bytes' || name === 'sharding_indexed')
  if (at < 0)
    throw unreadCodec(
      path,
      `the codecs ${codecs
        .map(({ name }) => name)
        .join(', ')
        .slice(0, 80)}`,
    )
  const before = codecs.slice(0, at)
  const after = codecs.slice(at + 1)
  if (codecs[at]!.name === 'sharding_indexed') {
    if (before.length > 0) throw unreadCodec(path, `${before[0]!.name.slice(0, 40)} around shards`)
    if (after.length > 0) throw unreadCodec(path, `${after[0]!.name.slice(0, 40)} around shards`)
    return parseSharding(path, codecs[at]!, dtype, arrayShape, shape, depth)
  }
  requireShapes(path, dtype, arrayShape, shape)
  const { endian } = readDocument({ path, value: codecs[at]!.settings }, bytesSchema)
  const elementBytes = storedBytesPerPixel(dtype)
  const steps = after.toReversed().flatMap((codec) => [...stepsOf(path, codec, shape)])
  if (endian === 'big' && elementBytes > 1) steps.push({ kind: 'swap', elementBytes })
  steps.push(...arrayStepsOf(path, before, dtype, shape))
  return {
    layout: chunkLayout(dtype, product(shape), steps),
    chunkShape: shape,
    sharding: undefined,
    compression: [...before, ...after].filter(({ name }) => name !== 'transpose'),
  }
}

/** Each codec gets the shape that those before it left. */
function arrayStepsOf(
  path: string,
  codecs: readonly CodecEntry[],
  dtype: PixelType,
  shape: readonly number[],
): readonly ChunkStep[] {
  const steps: (readonly ChunkStep[])[] = []
  let current = shape
  for (const codec of codecs) {
    if (codec.name === 'transpose') {
      const order = transposeOrder(path, codec, current.length)
      const elementBytes = storedBytesPerPixel(dtype)
      steps.unshift([{ kind: 'transpose', shape: current, order, elementBytes }])
      current = order.map((axis) => current[axis]!)
    } else if (numberFilters.has(codec.name)) {
      steps.unshift(stepsOf(path, codec, current))
    } else {
      throw unreadCodec(path, `the codec ${codec.name.slice(0, 60)} before bytes`)
    }
  }
  return steps.flat()
}

function transposeOrder(path: string, codec: CodecEntry, axes: number): readonly number[] {
  const { order } = readDocument({ path, value: codec.settings }, transposeSchema)
  const all = Array.from({ length: axes }, (_, axis) => axis)
  if (order === 'C') return all
  if (order === 'F') return all.toReversed()
  if (order.length === axes && all.every((axis) => order.includes(axis))) return order
  throw new TouchstoneError(
    'format-corrupt',
    `${path}: the transposition ${order.join(', ').slice(0, 80)} does not name each of ${axes} axes once.`,
    { path },
  )
}

function parseSharding(
  path: string,
  codec: CodecEntry,
  dtype: PixelType,
  arrayShape: readonly number[],
  shape: readonly number[],
  depth: number,
): ParsedCodecs {
  if (depth >= mostShardLevels)
    throw unreadCodec(path, `shards in more than ${mostShardLevels} levels`)
  const found = readDocument({ path, value: codec.settings }, shardingSchema)
  requireDivided(path, shape, found.chunk_shape)
  const index = found.index_codecs.map(settingsOf)
  const isPlain =
    index[0]!.name === 'bytes' &&
    (index.length === 1 || (index.length === 2 && index[1]!.name === 'crc32c'))
  if (!isPlain) throw unreadCodec(path, 'a compressed index of shards')
  const { endian } = readDocument({ path, value: index[0]!.settings }, bytesSchema)
  const inner = parseCodecs(path, found.codecs, dtype, arrayShape, found.chunk_shape, depth + 1)
  return {
    ...inner,
    sharding: {
      chunkShape: found.chunk_shape,
      indexAtEnd: found.index_location === 'end',
      indexLittleEndian: endian !== 'big',
      indexHasChecksum: index.length === 2,
      inner: inner.sharding,
    },
  }
}

function requireDivided(path: string, shape: readonly number[], chunk: readonly number[]): void {
  const divides =
    shape.length === chunk.length && shape.every((size, axis) => size % chunk[axis]! === 0)
  const chunks = product(shape) / product(chunk)
  if (divides && chunks <= mostShardChunks) return
  throw new TouchstoneError(
    divides ? 'file-too-large' : 'format-corrupt',
    divides
      ? `${path} has ${chunks} chunks in each shard, and ${mostShardChunks} is the limit.`
      : `${path}: shards of ${shape.join(' x ')} do not consist of chunks of ${chunk.join(' x ')}.`,
    { path, shape, chunkShape: chunk },
  )
}
