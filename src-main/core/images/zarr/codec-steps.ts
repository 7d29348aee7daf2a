/** The codecs that both versions of Zarr name, each with its settings, as steps that undo them. */
import { z } from 'zod'
import { product } from '../pixel-types.ts'
import type { ChunkStep } from './chunk-layout.ts'
import { unreadCodec } from './array-metadata.ts'
import type { StoredType } from './codecs/number-filters.ts'
import { parseAnyType } from './data-type.ts'
import { readDocument } from './json-document.ts'

export interface CodecEntry {
  /** As numcodecs and Zarr 3 name it, without `numcodecs.`. */
  readonly name: string
  readonly settings: Readonly<Record<string, unknown>>
}

const count = z.number().int().positive().max(256)
const shuffleSchema = z.looseObject({ elementsize: count.default(4) })
const scaleSchema = z.looseObject({
  offset: z.number(),
  scale: z.number().refine((scale) => scale !== 0),
  dtype: z.string(),
  astype: z.string().optional(),
})
const typesSchema = z.looseObject({ dtype: z.string(), astype: z.string().nullish() })
const castSchema = z.looseObject({ encode_dtype: z.string(), decode_dtype: z.string() })

/** Codecs whose stored values are read as they are: they only round while writing. */
const plainCodecs = new Set(['bitround'])
const compressors = ['gzip', 'zlib', 'zstd', 'blosc', 'lz4', 'crc32c'] as const

/** Steps that undo one codec; none where there is nothing to undo. TouchstoneError 'unsupported-encoding'. */
export function stepsOf(
  path: string,
  { name, settings }: CodecEntry,
  shape: readonly number[],
): readonly ChunkStep[] {
  if (plainCodecs.has(name)) return []
  const kind = compressors.find((one) => one === name)
  if (kind !== undefined) return [{ kind }]
  const read = <S extends z.ZodType>(schema: S): z.infer<S> =>
    readDocument({ path, value: settings }, schema)
  const type = (spelled: string): StoredType => parseAnyType(path, spelled)
  switch (name) {
    case 'shuffle':
      return [{ kind: 'unshuffle', elementBytes: read(shuffleSchema).elementsize }]
    case 'delta': {
      const { dtype, astype } = read(typesSchema)
      const from = type(astype ?? dtype)
      if (from.dtype === 'float16') throw unreadCodec(path, 'delta of float16')
      return [{ kind: 'delta', from, to: type(dtype) }]
    }
    case 'fixedscaleoffset': {
      const { dtype, astype, scale, offset } = read(scaleSchema)
      return [{ kind: 'scale', from: type(astype ?? dtype), to: type(dtype), scale, offset }]
    }
    case 'quantize': {
      const { dtype, astype } = read(typesSchema)
      return cast(type(astype ?? dtype), type(dtype))
    }
    case 'astype': {
      const { encode_dtype, decode_dtype } = read(castSchema)
      return cast(type(encode_dtype), type(decode_dtype))
    }
    case 'packbits':
      return [{ kind: 'unpack-bits', length: product(shape) }]
    default:
      throw unreadCodec(path, `the codec ${name.slice(0, 60)}`)
  }
}

function cast(from: StoredType, to: StoredType): readonly ChunkStep[] {
  const isSame = from.dtype === to.dtype && from.littleEndian === to.littleEndian
  return isSame ? [] : [{ kind: 'scale', from, to, scale: 1, offset: 0 }]
}

/** For the metadata panel: `blosc (lz4)`. */
export function describeCodec({ name, settings }: CodecEntry): string {
  const inner = settings.cname
  return typeof inner === 'string' ? `${name} (${inner.slice(0, 20)})` : name
}
