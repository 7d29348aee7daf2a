/**
 * Processing steps of format 0.4, `{name, kwargs}`, read directly as operations. `axes` is a string of
 * letters; lists run along the axis it does not name. `per_dataset` adds the batch axis.
 */
import { z } from 'zod'
import type { Operation } from '../processing/operation.ts'
import { absentAsNull } from './absent-as-null.ts'
import { axisNames04 } from './axes-0-4.ts'
import { addError, parseField, type Problems } from './problems.ts'

const letters = z.union([
  z.string().regex(/^[czyxti]+$/, 'must be letters of c, z, y, x, t, i'),
  z.array(z.string().regex(/^[czyxti]$/)).transform((list) => list.join('')),
])
const eps = z.number().gt(0).max(0.1).default(1e-6)
const numberOrList = z.union([z.number().transform((value) => [value]), z.array(z.number()).min(1)])
const mode = z.enum(['per_sample', 'per_dataset'])

const schemas = {
  binarize: z.strictObject({ threshold: z.number() }),
  clip: z.strictObject({ min: z.number(), max: z.number() }),
  scale_linear: z.strictObject({
    axes: letters.nullish(),
    gain: numberOrList.default([1]),
    offset: numberOrList.default([0]),
  }),
  scale_range: z.strictObject({
    mode,
    axes: letters,
    min_percentile: z.number().min(0).lt(100).default(0),
    max_percentile: z.number().gt(1).max(100).default(100),
    eps,
    reference_tensor: z.string().nullish(),
  }),
  sigmoid: z.strictObject({}).nullish(),
  zero_mean_unit_variance: z.strictObject({
    mode: z.enum(['fixed', 'per_sample', 'per_dataset']).default('fixed'),
    axes: letters,
    mean: absentAsNull(numberOrList),
    std: absentAsNull(numberOrList),
    eps,
  }),
  scale_mean_variance: z.strictObject({
    mode,
    axes: letters.nullish(),
    reference_tensor: z.string(),
    eps,
  }),
}

const stepSchema = z.strictObject({ name: z.string(), kwargs: z.unknown().optional() })

/** `tensorAxes`: the letters of the tensor, for instance `bcyx`. */
export function readOperations04(
  problems: Problems,
  field: string,
  value: unknown,
  tensorAxes: string,
): Operation[] {
  const steps = parseField(problems, field, z.array(stepSchema).nullish(), value)
  return (steps ?? []).flatMap((step, index) => {
    const path = `${field}.${index}`
    const operation = readStep(problems, path, step.name, step.kwargs ?? {}, tensorAxes)
    return operation ? [operation] : []
  })
}

function readStep(
  problems: Problems,
  field: string,
  name: string,
  kwargs: unknown,
  tensorAxes: string,
): Operation | undefined {
  const parse = <T>(schema: z.ZodType<T>) => parseField(problems, `${field}.kwargs`, schema, kwargs)
  switch (name) {
    case 'binarize': {
      const k = parse(schemas.binarize)
      return k && { kind: 'binarize', threshold: [k.threshold], axis: null }
    }
    case 'clip': {
      const k = parse(schemas.clip)
      return k && { kind: 'clip', ...k, minPercentile: null, maxPercentile: null, axes: null }
    }
    case 'scale_linear': {
      const k = parse(schemas.scale_linear)
      if (!k) return undefined
      const axis = complement(problems, field, tensorAxes, k.axes ?? '', [k.gain, k.offset])
      return { kind: 'scale_linear', gain: k.gain, offset: k.offset, axis }
    }
    case 'scale_range': {
      const k = parse(schemas.scale_range)
      return (
        k && {
          kind: 'scale_range',
          axes: statisticAxes(k.axes, k.mode),
          minPercentile: k.min_percentile,
          maxPercentile: k.max_percentile,
          eps: k.eps,
          reference: k.reference_tensor ?? null,
        }
      )
    }
    case 'sigmoid':
      parse(schemas.sigmoid)
      return { kind: 'sigmoid' }
    case 'zero_mean_unit_variance':
      return readZeroMean(problems, field, parse(schemas.zero_mean_unit_variance), tensorAxes)
    case 'scale_mean_variance': {
      const k = parse(schemas.scale_mean_variance)
      if (!k) return undefined
      const axes = k.axes ?? tensorAxes.replace('b', '')
      return {
        kind: 'scale_mean_variance',
        reference: k.reference_tensor,
        axes: statisticAxes(axes, k.mode),
        eps: k.eps,
      }
    }
    default:
      addError(
        problems,
        field,
        `the processing step "${name}" is not known here, so the model cannot be run as described`,
        'model-unknown-operation',
      )
      return undefined
  }
}

function readZeroMean(
  problems: Problems,
  field: string,
  k: z.infer<typeof schemas.zero_mean_unit_variance> | undefined,
  tensorAxes: string,
): Operation | undefined {
  if (!k) return undefined
  const { mode, mean, std } = k
  if (mode !== 'fixed') {
    if (mean !== null || std !== null) {
      addError(problems, field, `mean and std belong to the mode fixed, but the mode is ${mode}`)
    }
    return { kind: 'zero_mean_unit_variance', axes: statisticAxes(k.axes, mode), eps: k.eps }
  }
  if (mean === null || std === null) {
    addError(problems, field, 'the mode fixed needs mean and std')
    return undefined
  }
  const axis = complement(problems, field, tensorAxes, k.axes, [mean, std])
  return { kind: 'fixed_zero_mean_unit_variance', mean, std, axis }
}

function statisticAxes(axes: string, mode: 'per_sample' | 'per_dataset'): string[] {
  const names = axisNames04(axes)
  return mode === 'per_dataset' ? ['batch', ...names] : names
}

/** The one axis that a list runs along: the tensor's axes without those named and without batch. */
function complement(
  problems: Problems,
  field: string,
  tensorAxes: string,
  axes: string,
  lists: readonly (readonly number[])[],
): string | null {
  if (lists.every((list) => list.length === 1)) return null
  const others = axisNames04(tensorAxes.replace('b', '')).filter(
    (name) => !axisNames04(axes).includes(name),
  )
  if (others.length === 1) return others[0]!
  addError(
    problems,
    field,
    `lists of values run along the one axis that axes does not name, but "${axes}" leaves ${others.join(', ') || 'none'} of "${tensorAxes}"`,
  )
  return null
}
