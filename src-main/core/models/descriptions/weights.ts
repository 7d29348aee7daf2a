/** The `weights` of 0.4 and 0.5: one entry per format, each a file with its hash and lineage. */
import { z } from 'zod'
import type { WeightsEntry } from '../description.ts'
import { absentAsNull } from './absent-as-null.ts'
import { addError, parseField, type Problems } from './problems.ts'
import { fileSchema, sha256Schema } from './file.ts'

export const weightsFormats = [
  'onnx',
  'pytorch_state_dict',
  'torchscript',
  'tensorflow_saved_model_bundle',
  'keras_hdf5',
  'keras_v3',
  'tensorflow_js',
] as const

const entrySchema = z.looseObject({
  source: z.string().min(1),
  sha256: sha256Schema.nullish(),
  parent: absentAsNull(z.string()),
  comment: z.string().nullish(),
  opset_version: z.number().int().min(7).nullish(),
  external_data: fileSchema.nullish(),
})

export function readWeights(problems: Problems, value: unknown): WeightsEntry[] {
  const record = parseField(problems, 'weights', z.record(z.string(), z.unknown()), value)
  if (!record) return []
  const entries = Object.entries(record).filter(([, entry]) => entry !== null)
  if (entries.length === 0) addError(problems, 'weights', 'names no weights at all')
  const names = entries.map(([format]) => format)
  return entries.flatMap(([format, value]) => {
    if (!(weightsFormats as readonly string[]).includes(format)) {
      addError(
        problems,
        `weights.${format}`,
        `is no known weights format; known are ${weightsFormats.join(', ')}`,
      )
      return []
    }
    const entry = parseField(problems, `weights.${format}`, entrySchema, value)
    if (!entry) return []
    if (entry.parent !== null && !names.includes(entry.parent)) {
      addError(
        problems,
        `weights.${format}.parent`,
        `names ${entry.parent}, but there are only ${names.join(', ')}`,
      )
    }
    return [
      {
        format,
        source: entry.source,
        sha256: entry.sha256?.toLowerCase() ?? null,
        parent: entry.parent,
        comment: entry.comment ?? null,
        opsetVersion: entry.opset_version ?? null,
        externalData: entry.external_data ?? null,
      },
    ]
  })
}
