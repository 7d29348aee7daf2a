/** The document `.zarray` of a Zarr 2 array (zarr.readthedocs.io, storage specification version 2). */
import { z } from 'zod'
import { storedBytesPerPixel } from '../pixel-types.ts'
import { compressionFact, requireShapes, type ArrayMetadata } from './array-metadata.ts'
import { chunkLayout, type ChunkStep } from './chunk-layout.ts'
import { describeCodec, stepsOf, type CodecEntry } from './codec-steps.ts'
import { parseNumpyType } from './data-type.ts'
import { parseFillValue } from './fill-value.ts'
import { readDocument, type JsonDocument } from './json-document.ts'

const size = z.number().int().nonnegative()
const codecSchema = z.looseObject({ id: z.string() })
const schema = z.looseObject({
  zarr_format: z.literal(2),
  shape: z.array(size).max(64),
  chunks: z.array(size.positive()).max(64),
  dtype: z.unknown(),
  compressor: codecSchema.nullish(),
  fill_value: z.unknown(),
  order: z.enum(['C', 'F']).default('C'),
  filters: z.array(codecSchema).max(32).nullish(),
  dimension_separator: z.enum(['.', '/']).default('.'),
})

/** TouchstoneError 'format-corrupt', 'file-too-large' or 'unsupported-encoding'. */
export function parseArrayV2(document: JsonDocument): ArrayMetadata {
  const { path } = document
  const found = readDocument(document, schema)
  const type = parseNumpyType(path, found.dtype)
  const { dtype, littleEndian } = type
  requireShapes(path, dtype, found.shape, found.chunks)
  const filters = (found.filters ?? []).map(entryOf)
  const compressors = found.compressor ? [entryOf(found.compressor)] : []
  const elementBytes = storedBytesPerPixel(dtype)
  const steps: ChunkStep[] = [...filters, ...compressors]
    .toReversed()
    .flatMap((codec) => stepsOf(path, codec, found.chunks))
  if (!littleEndian && elementBytes > 1) steps.push({ kind: 'swap', elementBytes })
  if (found.order === 'F' && found.chunks.length > 1) {
    const order = found.chunks.map((_, axis) => axis).toReversed()
    steps.push({ kind: 'transpose', shape: found.chunks, order, elementBytes })
  }
  return {
    zarrFormat: 2,
    shape: found.shape,
    keyShape: found.chunks,
    sharding: undefined,
    chunkShape: found.chunks,
    layout: chunkLayout(
      dtype,
      found.chunks.reduce((all, one) => all * one, 1),
      steps,
    ),
    dtype,
    fill: parseFillValue(path, found.fill_value, type, document.text),
    dimensionNames: undefined,
    keyOf: (index) => (index.length === 0 ? '0' : index.join(found.dimension_separator)),
    facts: [
      { name: 'Zarr format', value: '2' },
      { name: 'Chunks', value: found.chunks.join(' x ') },
      compressionFact([...filters, ...compressors].map(describeCodec)),
    ],
  }
}

function entryOf({ id, ...settings }: z.infer<typeof codecSchema>): CodecEntry {
  return { name: id, settings }
}
