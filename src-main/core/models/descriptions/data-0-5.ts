/** What the values of a tensor of format 0.5 are: `data`, one description or one per channel. */
import { z } from 'zod'
import type { AxisSpec } from '../../inference/tensor-spec.ts'
import { tensorTypes, type TensorType } from '../../inference/tensor.ts'
import type { DataDescription } from '../description.ts'
import { addError, type Problems } from './problems.ts'

const end = z.number().nullable()
const entrySchema = z.union([
  z.strictObject({
    values: z.array(z.union([z.number(), z.boolean(), z.string()])).min(1),
    type: z.enum(tensorTypes).default('uint8'),
    unit: z.string().nullish(),
  }),
  z.strictObject({
    type: z.enum(tensorTypes).default('float32'),
    range: z.tuple([end, end]).nullish(),
    unit: z.string().nullish(),
    scale: z.number().nullish(),
    offset: z.number().nullish(),
  }),
])

export const dataSchema05 = z.union([entrySchema, z.array(entrySchema).min(1)])
type Written = z.infer<typeof dataSchema05> | null | undefined

export function dataTypeOf05(data: Written): TensorType {
  return listOf(data)[0]?.type ?? 'float32'
}

/** Entries of different types, or of another number than there are channels, are errors. */
export function dataOf05(
  problems: Problems,
  field: string,
  data: Written,
  axes: readonly AxisSpec[],
): DataDescription[] {
  const entries = listOf(data)
  const types = [...new Set(entries.map(({ type }) => type))]
  if (types.length > 1)
    addError(
      problems,
      `${field}.data`,
      `must have one type for all channels, not ${types.join(', ')}`,
    )
  const channel = axes.find(({ type }) => type === 'channel')?.size
  if (Array.isArray(data) && channel?.kind === 'fixed' && channel.value !== data.length)
    addError(
      problems,
      `${field}.data`,
      `describes ${data.length} channels, but there are ${channel.value}`,
    )
  return entries.map((entry) =>
    'values' in entry
      ? { kind: 'listed', values: entry.values }
      : {
          kind: 'measured',
          range: entry.range ?? [null, null],
          unit: entry.unit ?? null,
          scale: entry.scale ?? 1,
          offset: entry.offset ?? null,
        },
  )
}

function listOf(data: Written): readonly z.infer<typeof entrySchema>[] {
  return data === null || data === undefined ? [] : Array.isArray(data) ? data : [data]
}
