/** Axes of format 0.5: a list of objects, one per dimension. */
import { z } from 'zod'
import type { AxisSize, AxisSpec } from '../../inference/tensor-spec.ts'
import { absentAsNull } from './absent-as-null.ts'
import { addError, parseField, type Problems } from './problems.ts'

/** Single letters mean the long names, as in the specification's own reader. */
const longNames: Readonly<Record<string, string>> = {
  b: 'batch',
  c: 'channel',
  i: 'index',
  t: 'time',
}
const defaultIds = {
  batch: 'batch',
  channel: 'channel',
  index: 'index',
  time: 'time',
  space: 'x',
} as const

const idSchema = z
  .string()
  .regex(/^[a-z_][a-z0-9_]*$/, 'must be a lower-case name')
  .max(16)
  .transform((id) => longNames[id] ?? id)

const referenceSchema = z.union([
  z.strictObject({
    tensor_id: z.string(),
    axis_id: idSchema,
    offset: z.number().int().default(0),
  }),
  // `raw.y` stands in descriptions of 0.5.0
  z
    .string()
    .regex(/^[^.]+\.[^.]+$/)
    .transform((text) => {
      const [tensor_id, axis_id] = text.split('.') as [string, string]
      return { tensor_id, axis_id: longNames[axis_id] ?? axis_id, offset: 0 }
    }),
])
const sizeSchema = z.union([
  z.number().int().positive(),
  z.strictObject({ min: z.number().int().positive(), step: z.number().int().nonnegative() }),
  z.strictObject({
    min: z.number().int().nonnegative().default(1),
    max: z.number().int().gt(1).nullish(),
  }),
  referenceSchema,
])

const common = { id: idSchema.optional(), description: z.string().nullish() }
const concatenable = z.boolean().nullish()
const halo = absentAsNull(z.number().int().positive())
const scale = z.number().positive().default(1)
const unit = z.string().nullish()

const axisSchema = z.discriminatedUnion('type', [
  z.strictObject({
    ...common,
    type: z.literal('batch'),
    size: z.literal(1).nullish(),
    concatenable,
  }),
  z.strictObject({
    ...common,
    type: z.literal('channel'),
    channel_names: z.array(z.string()).min(1),
    size: absentAsNull(z.number().int().positive()),
    concatenable,
  }),
  z.strictObject({ ...common, type: z.literal('index'), size: sizeSchema, concatenable }),
  z.strictObject({
    ...common,
    type: z.literal('time'),
    size: sizeSchema,
    unit,
    scale,
    halo,
    concatenable,
  }),
  z.strictObject({
    ...common,
    type: z.literal('space'),
    size: sizeSchema,
    unit,
    scale,
    halo,
    concatenable,
  }),
])
type WrittenAxis = z.infer<typeof axisSchema>

/** An axis whose reference still lacks the scale of what it points at; see `resolveFactors05`. */
export function readAxes05(problems: Problems, field: string, value: unknown): AxisSpec[] {
  const written = parseField(problems, field, z.array(axisSchema).min(1), value) ?? []
  return written.map((axis, index) => readAxis(problems, `${field}.${index}`, axis))
}

/** Axes that may be cut into blocks; the batch always may. */
export function concatenable05(value: unknown): string[] {
  const { data: axes } = z.array(axisSchema).safeParse(value)
  return (axes ?? [])
    .filter((axis) => axis.concatenable ?? axis.type === 'batch')
    .map((axis) => axis.id ?? defaultIds[axis.type])
}

function readAxis(problems: Problems, field: string, axis: WrittenAxis): AxisSpec {
  const id = axis.id ?? defaultIds[axis.type]
  if (axis.type !== 'batch' && id === 'batch') {
    addError(problems, `${field}.id`, `an axis of type ${axis.type} cannot be called ${id} (or b)`)
  }
  const base = { id, type: axis.type, scale: 1, unit: null, halo: 0, channelNames: [] }
  if (axis.type === 'batch') {
    return { ...base, size: axis.size === 1 ? { kind: 'fixed', value: 1 } : { kind: 'any' } }
  }
  if (axis.type === 'channel') {
    const names = axis.channel_names
    if (axis.size !== null && axis.size !== names.length) {
      addError(problems, `${field}.size`, `is ${axis.size}, but ${names.length} channels are named`)
    }
    return { ...base, size: { kind: 'fixed', value: names.length }, channelNames: names }
  }
  const size = sizeOf(axis.size)
  if (axis.type === 'index') return { ...base, size }
  if (axis.halo !== null && size.kind !== 'reference') {
    addError(problems, `${field}.halo`, 'a halo needs a size that refers to another axis')
  }
  return { ...base, size, scale: axis.scale, unit: axis.unit ?? null, halo: axis.halo ?? 0 }
}

function sizeOf(size: z.infer<typeof sizeSchema>): AxisSize {
  if (typeof size === 'number') return { kind: 'fixed', value: size }
  if ('step' in size) {
    return size.step === 0
      ? { kind: 'fixed', value: size.min }
      : { kind: 'parametrised', min: size.min, step: size.step }
  }
  if ('tensor_id' in size) {
    const { tensor_id: tensor, axis_id: axis, offset } = size
    return { kind: 'reference', tensor, axis, factor: 1, offset }
  }
  return { kind: 'data-dependent', min: size.min, max: size.max ?? null }
}
