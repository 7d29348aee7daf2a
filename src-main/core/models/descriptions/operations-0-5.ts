/** Processing steps of format 0.5, `{id, kwargs}`, as operations. An unknown step or field is an error. */
import { z } from 'zod'
import { tensorTypes } from '../../inference/tensor.ts'
import type { Operation } from '../processing/operation.ts'
import { absentAsNull } from './absent-as-null.ts'
import { addError, parseField, type Problems } from './problems.ts'

const axes = z.array(z.string()).min(1).nullish()
const eps = z.number().gt(0).max(0.1).default(1e-6)
const numbers = z.array(z.number()).min(1)
const numberOrList = z.union([z.number().transform((value) => [value]), numbers])
const stdOrList = z.union([
  z
    .number()
    .min(1e-6)
    .transform((value) => [value]),
  z.array(z.number().min(1e-6)).min(1),
])
const nothing = z.strictObject({}).nullish()

const readers: Readonly<Record<string, z.ZodType<Operation>>> = {
  ensure_dtype: z
    .strictObject({ dtype: z.enum(tensorTypes) })
    .transform(({ dtype }) => ({ kind: 'ensure_dtype', dtype })),
  scale_linear: z
    .strictObject({
      axis: z.string().nullish(),
      gain: numberOrList.default([1]),
      offset: numberOrList.default([0]),
    })
    .refine(
      ({ gain, offset }) => gain.some((g) => g !== 1) || offset.some((o) => o !== 0),
      'gain 1 and offset 0 change nothing; leave the step out',
    )
    .transform(({ gain, offset, axis }) => ({
      kind: 'scale_linear',
      gain,
      offset,
      axis: axis ?? null,
    })),
  scale_range: z
    .strictObject({
      axes,
      min_percentile: z.number().min(0).lt(100).default(0),
      max_percentile: z.number().gt(1).max(100).default(100),
      eps,
      reference_tensor: z.string().nullish(),
    })
    .refine((k) => k.min_percentile < k.max_percentile, {
      message: 'min_percentile must be below max_percentile',
    })
    .transform((k) => ({
      kind: 'scale_range',
      axes: k.axes ?? null,
      minPercentile: k.min_percentile,
      maxPercentile: k.max_percentile,
      eps: k.eps,
      reference: k.reference_tensor ?? null,
    })),
  clip: z
    .strictObject({
      min: absentAsNull(z.number()),
      max: absentAsNull(z.number()),
      min_percentile: absentAsNull(z.number().min(0).lt(100)),
      max_percentile: absentAsNull(z.number().gt(1).max(100)),
      axes,
    })
    .refine(
      (k) => k.min === null || k.min_percentile === null,
      'min and min_percentile exclude each other',
    )
    .refine(
      (k) => k.max === null || k.max_percentile === null,
      'max and max_percentile exclude each other',
    )
    .refine(
      (k) => [k.min, k.max, k.min_percentile, k.max_percentile].some((bound) => bound !== null),
      'at least one bound is needed',
    )
    .refine((k) => k.min === null || k.max === null || k.min < k.max, 'min must be below max')
    .transform((k) => ({
      kind: 'clip',
      min: k.min,
      max: k.max,
      minPercentile: k.min_percentile,
      maxPercentile: k.max_percentile,
      axes: k.axes ?? null,
    })),
  zero_mean_unit_variance: z
    // `mode: per_sample` stands in descriptions of 0.5.0 and is what leaving out `batch` means
    .strictObject({ axes, eps, mode: z.literal('per_sample').optional() })
    .transform((k) => ({ kind: 'zero_mean_unit_variance', axes: k.axes ?? null, eps: k.eps })),
  fixed_zero_mean_unit_variance: z
    .strictObject({ mean: numberOrList, std: stdOrList, axis: z.string().nullish() })
    .transform(({ mean, std, axis }) => ({
      kind: 'fixed_zero_mean_unit_variance',
      mean,
      std,
      axis: axis ?? null,
    })),
  binarize: z
    .strictObject({ threshold: numberOrList, axis: z.string().nullish() })
    .transform(({ threshold, axis }) => ({ kind: 'binarize', threshold, axis: axis ?? null })),
  sigmoid: nothing.transform(() => ({ kind: 'sigmoid' })),
  softmax: z
    .strictObject({ axis: z.string().default('channel') })
    .transform(({ axis }) => ({ kind: 'softmax', axis })),
  scale_mean_variance: z
    .strictObject({ reference_tensor: z.string(), axes, eps })
    .transform((k) => ({
      kind: 'scale_mean_variance',
      reference: k.reference_tensor,
      axes: k.axes ?? null,
      eps: k.eps,
    })),
}

const stepSchema = z.strictObject({ id: z.string(), kwargs: z.unknown().optional() })

export function readOperations05(problems: Problems, field: string, value: unknown): Operation[] {
  const steps = parseField(problems, field, z.array(stepSchema).nullish(), value)
  return (steps ?? []).flatMap((step, index) => {
    const reader = readers[step.id]
    const path = `${field}.${index}`
    if (!reader) {
      addError(
        problems,
        path,
        `the processing step "${step.id}" is not known here, so the model cannot be run as described`,
        'model-unknown-operation',
      )
      return []
    }
    const operation = parseField(problems, `${path}.kwargs`, reader, step.kwargs ?? {})
    return operation ? [operation] : []
  })
}
