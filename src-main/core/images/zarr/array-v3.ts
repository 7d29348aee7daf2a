/** The document `zarr.json` of a Zarr 3 array (zarr-specs.readthedocs.io, core version 3.1). */
import { z } from 'zod'
import { TouchstoneError } from '../../errors.ts'
import { compressionFact, requireShapes, type ArrayMetadata } from './array-metadata.ts'
import { describeCodec } from './codec-steps.ts'
import { codecSchema, parseCodecs, settingsOf } from './codecs-v3.ts'
import { parseDataType } from './data-type.ts'
import { parseFillValue } from './fill-value.ts'
import { readDocument, type JsonDocument } from './json-document.ts'

const schema = z.looseObject({
  zarr_format: z.literal(3),
  node_type: z.literal('array'),
  shape: z.array(z.number().int().nonnegative()).max(64),
  data_type: z.unknown(),
  chunk_grid: codecSchema,
  chunk_key_encoding: codecSchema,
  fill_value: z.unknown(),
  codecs: z.array(codecSchema).min(1).max(32),
  dimension_names: z.array(z.string().nullable()).nullish(),
  storage_transformers: z.array(z.unknown()).nullish(),
})
const gridSchema = z.looseObject({ chunk_shape: z.array(z.number().int().positive()).max(64) })
const keySchema = z.looseObject({ separator: z.enum(['.', '/']).optional() })

/** TouchstoneError 'format-corrupt', 'file-too-large' or 'unsupported-encoding'. */
export function parseArrayV3(document: JsonDocument): ArrayMetadata {
  const { path } = document
  const found = readDocument(document, schema)
  const dtype = parseDataType(path, found.data_type)
  const keyShape = chunkShapeOf(path, found.chunk_grid)
  if ((found.storage_transformers ?? []).length > 0) {
    throw unread(path, 'storage transformers')
  }
  const codecs = parseCodecs(path, found.codecs, dtype, found.shape, keyShape)
  const chunkShape = codecs.chunkShape
  requireShapes(path, dtype, found.shape, chunkShape)
  const names = found.dimension_names ?? undefined
  return {
    zarrFormat: 3,
    shape: found.shape,
    keyShape,
    sharding: codecs.sharding,
    chunkShape,
    layout: codecs.layout,
    dtype,
    fill: parseFillValue(path, found.fill_value, { dtype, littleEndian: true }, document.text),
    dimensionNames: names?.length === found.shape.length ? names : undefined,
    keyOf: keyEncoding(path, found.chunk_key_encoding),
    facts: [
      { name: 'Zarr format', value: '3' },
      { name: 'Chunks', value: chunkShape.join(' x ') },
      ...(codecs.sharding === undefined ? [] : [{ name: 'Shards', value: keyShape.join(' x ') }]),
      compressionFact(codecs.compression.map(describeCodec)),
    ],
  }
}

function chunkShapeOf(path: string, grid: z.infer<typeof codecSchema>): readonly number[] {
  const { name, settings } = settingsOf(grid)
  if (name !== 'regular') throw unread(path, `the chunk grid ${name.slice(0, 40)}`)
  return readDocument({ path, value: settings }, gridSchema).chunk_shape
}

function keyEncoding(path: string, encoding: z.infer<typeof codecSchema>): ArrayMetadata['keyOf'] {
  const { name, settings } = settingsOf(encoding)
  const { separator } = readDocument({ path, value: settings }, keySchema)
  if (name === 'default') return (index) => ['c', ...index].join(separator ?? '/')
  if (name === 'v2') {
    return (index) => (index.length === 0 ? '0' : index.join(separator ?? '.'))
  }
  throw unread(path, `the chunk keys ${name.slice(0, 40)}`)
}

function unread(path: string, what: string): TouchstoneError {
  return new TouchstoneError(
    'unsupported-encoding',
    `${path} uses ${what}, which Touchstone does not read; store it with regular chunks under default keys.`,
    { path },
  )
}
