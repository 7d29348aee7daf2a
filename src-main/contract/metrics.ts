/** Metrics on the wire. A metric is a tuple; unlike tuples never share a column. */
import { z } from 'zod'
import { emptyCasePolicySchema, jsonSchema, realSchema, taskSchema } from './words.ts'

export const directionSchema = z.enum(['higher', 'lower', 'zero'])
export type Direction = z.infer<typeof directionSchema>

export const metricTupleSchema = z.strictObject({
  id: z.string(),
  version: z.string(),
  options: z.record(z.string(), jsonSchema),
  aggregation: z.string(),
  emptyCasePolicy: emptyCasePolicySchema,
})
export type MetricTuple = z.infer<typeof metricTupleSchema>

export const metricDefinitionSchema = z.strictObject({
  id: z.string(),
  version: z.string(),
  /** Short column head, for instance `F1 at IoU 0.5`. */
  name: z.string(),
  tasks: z.array(taskSchema),
  /** One sentence with the formula. */
  definition: z.string(),
  /** `` for pure numbers, `dB`, `objects`, `px`. */
  unit: z.string(),
  direction: directionSchema,
  range: z.tuple([z.number().nullable(), z.number().nullable()]),
  aggregation: z.string(),
  /** Decimals that are worth showing. */
  digits: z.number(),
})
export type MetricDefinition = z.infer<typeof metricDefinitionSchema>

/** Mean over independent units with its interval; null where undefined, with the reason in `note`. */
export const estimateSchema = z.strictObject({
  mean: realSchema.nullable(),
  lower: realSchema.nullable(),
  upper: realSchema.nullable(),
  /** Independent units (samples, else images) with a value. */
  n: z.number(),
  /** Cases whose score is undefined, and cases where the tool failed. */
  undefined: z.number(),
  failed: z.number(),
  method: z.string(),
  options: z.record(z.string(), jsonSchema),
  note: z.string().nullable(),
})
export type Estimate = z.infer<typeof estimateSchema>
