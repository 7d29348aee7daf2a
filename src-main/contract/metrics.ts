/** Metrics on the wire. A metric is a tuple; unlike tuples never share a column. */
import { z } from 'zod'
import { emptyCasePolicySchema, jsonSchema, realSchema, taskSchema } from './words.ts'

export const directionSchema = z.enum(['higher', 'lower', 'zero'])
export type Direction = z.infer<typeof directionSchema>

/** Aggregation of a metric that one case alone does not have, such as the area under a curve. */
export const overAllCases = 'over-all-cases'

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
  /**
   * `level` and `unit` always. Where they apply: `draws`, `seed`, `generator`; `worst` and `meanWithWorst` (failed
   * cases as the worst score); `simulatedCoverage` { n, lowest, highest }: how often such an interval held the true
   * mean; `percentileBootstrap` { lower, upper, draws, seed, generator }, a second opinion.
   */
  options: z.record(z.string(), jsonSchema),
  note: z.string().nullable(),
})
export type Estimate = z.infer<typeof estimateSchema>

/** Canonical enough to compare: options by name, whatever the order they were written in. */
function optionsText(options: MetricTuple['options']): string {
  const sorted = (value: unknown): unknown =>
    Array.isArray(value)
      ? value.map(sorted)
      : typeof value === 'object' && value !== null
        ? Object.entries(value)
            .sort(([a], [b]) => (a < b ? -1 : 1))
            .map(([name, inner]) => [name, sorted(inner)])
        : value
  return JSON.stringify(sorted(options))
}

/** The first part in which two tuples differ, with both values; null where they are one metric. */
export function tupleDifference(
  a: MetricTuple,
  b: MetricTuple,
): { readonly part: string; readonly a: string; readonly b: string } | null {
  for (const part of ['id', 'version', 'aggregation', 'emptyCasePolicy'] as const)
    if (a[part] !== b[part]) return { part, a: a[part], b: b[part] }
  const names = [...new Set([...Object.keys(a.options), ...Object.keys(b.options)])].sort()
  for (const name of names) {
    const [one, other] = [a, b].map(({ options }) =>
      Object.hasOwn(options, name) ? optionsText({ [name]: options[name]! }) : null,
    )
    if (one !== other)
      return { part: `option ${name}`, a: shown(a.options[name]), b: shown(b.options[name]) }
  }
  return null
}

function shown(value: unknown): string {
  return value === undefined ? 'not set' : JSON.stringify(value)
}

/** Only scores of the same metric, version, options, aggregation and empty-case policy may be compared. */
export function sameTuple(a: MetricTuple, b: MetricTuple): boolean {
  return tupleDifference(a, b) === null
}
