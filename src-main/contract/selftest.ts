/**
 * The self-test on the wire: our values beside those of the references, value by value. Arrays and tables
 * are shortened; what decides is the largest difference and how many elements lie beyond the tolerance.
 */
import { z } from 'zod'
import { emptyCasePolicySchema, jsonSchema, realSchema, taskSchema } from './words.ts'
import { metricDefinitionSchema } from './metrics.ts'

/** One value as it can be shown: NaN and infinities are words, a long list its beginning. */
export const shownValueSchema = z.discriminatedUnion('as', [
  z.strictObject({ as: z.literal('number'), value: z.union([realSchema, z.literal('NaN')]) }),
  z.strictObject({ as: z.literal('undefined'), reason: z.string() }),
  z.strictObject({ as: z.literal('error'), message: z.string() }),
  /** Words, truth values, short lists and tables. */
  z.strictObject({ as: z.literal('text'), text: z.string() }),
  /** `count` numbers in all; `text` is how they begin. */
  z.strictObject({ as: z.literal('array'), count: z.number(), text: z.string() }),
])
export type ShownValue = z.infer<typeof shownValueSchema>

export const selftestVerdictSchema = z.enum(['agrees', 'differs', 'not-supported'])
export type SelftestVerdict = z.infer<typeof selftestVerdictSchema>

export const selftestValueSchema = z.strictObject({
  case: z.string(),
  /** What the case is, in the collection's words; empty where it says nothing. */
  about: z.string(),
  kind: z.string(),
  name: z.string(),
  verdict: selftestVerdictSchema,
  /** Marked by the reference as depending on details of one library, or as nice to have. */
  optional: z.boolean(),
  /** Null where we compute no such value. */
  ours: shownValueSchema.nullable(),
  /** Null where the reference raises instead of answering; `raises` is its text. */
  reference: shownValueSchema.nullable(),
  raises: z.string().nullable(),
  /** What the collection suggests to adopt where references disagree or break. */
  recommended: shownValueSchema.nullable(),
  /** Which of the two ours was judged by; null where neither decides. */
  judgedBy: z.enum(['value', 'recommended']).nullable(),
  /** Ours agrees when |ours - reference| <= abs + rel |reference|. */
  tolerance: z.strictObject({ abs: z.number(), rel: z.number() }),
  /** Over all numbers that both sides have; null where there are none. */
  difference: z
    .strictObject({
      largest: realSchema,
      /** Where in the array or table, for instance `tp[3]`; empty for a single number. */
      at: z.string(),
      compared: z.number(),
      beyond: z.number(),
    })
    .nullable(),
  /** Why it differs where no number tells, why it agrees where the numbers do not, why there is none. */
  reason: z.string().nullable(),
  /** The program, version or paper that gives the reference's value. */
  source: z.string(),
  note: z.string().nullable(),
})
export type SelftestValue = z.infer<typeof selftestValueSchema>

const countsSchema = z.strictObject({
  passed: z.number(),
  failed: z.number(),
  unsupported: z.number(),
})
export type SelftestCounts = z.infer<typeof countsSchema>

export const selftestSummarySchema = z.strictObject({
  ...countsSchema.shape,
  cases: z.number(),
  seconds: z.number(),
  kinds: z.array(z.strictObject({ kind: z.string(), cases: z.number(), ...countsSchema.shape })),
})
export type SelftestSummary = z.infer<typeof selftestSummarySchema>

export const selftestOrderSchema = z.strictObject({
  /** A reference folder; null for the anchors that ship with the program. */
  folder: z.string().min(1).nullable(),
})
export type SelftestOrder = z.infer<typeof selftestOrderSchema>

export const selftestWorkSchema = z.strictObject({
  id: z.string(),
  state: z.enum(['running', 'done', 'failed', 'cancelled']),
  folder: z.string(),
  /** The shipped anchors, not a folder of somebody's. */
  shipped: z.boolean(),
  fraction: z.number(),
  message: z.string(),
  summary: selftestSummarySchema.nullable(),
})
export type SelftestWork = z.infer<typeof selftestWorkSchema>

/** One page of the values that fit the question, in the order of the cases. */
export const selftestValuesSchema = z.strictObject({
  total: z.number(),
  values: z.array(selftestValueSchema),
})
export type SelftestValues = z.infer<typeof selftestValuesSchema>

/** Of a metric: what it needs to be followed to its formula and to what proves it. */
export const metricDocSchema = z.strictObject({
  metric: metricDefinitionSchema,
  /** Empty where the definition says all. */
  formula: z.string(),
  options: z.array(
    z.strictObject({
      name: z.string(),
      usual: jsonSchema,
      /** Stands with the number only where it is not the usual value. */
      occasional: z.boolean(),
      meaning: z.string(),
    }),
  ),
  emptyCasePolicy: emptyCasePolicySchema,
  /** What it answers where a side has nothing, under each policy. */
  emptyCases: z.array(
    z.strictObject({ situation: z.string(), touchstone: z.string(), reference: z.string() }),
  ),
  /** Values of the self-test that prove it, by kind of case; empty where no reference is known. */
  proofs: z.array(z.strictObject({ kind: z.string(), names: z.array(z.string()) })),
  /** Tasks that compute it only when asked. */
  onRequest: z.array(taskSchema),
})
export type MetricDoc = z.infer<typeof metricDocSchema>
