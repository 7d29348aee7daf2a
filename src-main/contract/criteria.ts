/**
 * The comparison matrix a purchase is decided with: criteria as rows, tools as columns, and in every cell
 * a value with its evidence. Unknown is never zero: it is a state of its own and bears no mark.
 */
import { z } from 'zod'
import { digestSchema } from './words.ts'

export const criterionGroupSchema = z.enum([
  'performance',
  'transparency',
  'usability',
  'reliability',
])
export type CriterionGroup = z.infer<typeof criterionGroupSchema>

const criterionId = z.string().regex(/^[a-z0-9][a-z0-9.@-]{0,79}$/)
const sentence = z.string().min(1).max(2000)
const person = z.string().min(1).max(200)

/** What Touchstone measures by itself, from the runs of a comparison. */
export const measurementNameSchema = z.enum([
  'seconds-per-megapixel',
  'peak-memory-mb',
  'settings-touched',
  'seconds-to-first-result',
  'failed-cases',
  'fallbacks',
  'same-output-twice',
  'same-output-any-order',
  'cpu-gpu-difference',
  'tile-seam',
  'empty-image',
  'saturated-image',
  'test-outputs',
  'blinded-review',
])
export type MeasurementName = z.infer<typeof measurementNameSchema>

/** Where a cell's content comes from. */
export const sourceSchema = z.discriminatedUnion('from', [
  /** A metric of the comparison, with its interval. */
  z.strictObject({ from: z.literal('metric'), metric: z.string().min(1) }),
  z.strictObject({ from: z.literal('measurement'), measurement: measurementNameSchema }),
  /** A field of the model's description; for tools without one a person answers the same question. */
  z.strictObject({ from: z.literal('field'), field: z.string().min(1) }),
  /** A person answers, with a document where there is one. */
  z.strictObject({ from: z.literal('person') }),
])
export type CriterionSource = z.infer<typeof sourceSchema>

const criterionFields = {
  id: criterionId,
  group: criterionGroupSchema,
  name: z.string().min(1).max(200),
  /** What is asked, in one sentence. */
  question: sentence,
  source: sourceSchema,
  /** Only in the strata named: factor and value of the dataset's cases; null for all cases. */
  stratum: z.strictObject({ factor: z.string(), value: z.string() }).nullable().default(null),
}

/** A must: one "no" excludes. A measured gate states its bound, in the unit of what is measured. */
export const gateSchema = z.strictObject({
  kind: z.literal('gate'),
  ...criterionFields,
  bound: z
    .strictObject({ side: z.enum(['at-least', 'at-most']), value: z.number() })
    .nullable()
    .default(null),
})

/**
 * A mark between 0 and 1 with a weight. `scale` maps a number onto it, straight between `worst` and `best`
 * (either may be the greater one) and clamped; `anchors` are the marks a person may choose from, each
 * with the words that define it. At most one of both; with none the row is shown and bears no mark.
 */
export const ratedSchema = z.strictObject({
  kind: z.literal('rated'),
  ...criterionFields,
  weight: z.number().nonnegative().max(1000),
  scale: z.strictObject({ worst: z.number(), best: z.number() }).nullable().default(null),
  anchors: z
    .array(z.strictObject({ mark: z.number().min(0).max(1), text: sentence }))
    .max(11)
    .default([]),
})
export const criterionSchema = z.discriminatedUnion('kind', [gateSchema, ratedSchema])
export type Gate = z.infer<typeof gateSchema>
export type Rated = z.infer<typeof ratedSchema>
export type Criterion = z.infer<typeof criterionSchema>

/** What a person sets: the rows and weights, before marks are given. */
export const criteriaOrderSchema = z.strictObject({
  criteria: z.array(criterionSchema).min(1).max(200),
  person,
  /** Why; needed where criteria are changed after marks were given or results seen. */
  reason: z.string().max(2000).default(''),
})
export type CriteriaOrder = z.infer<typeof criteriaOrderSchema>

/** A document a person points to; its hash is taken when the statement is made. */
export const documentOrderSchema = z.strictObject({
  /** A file, or an address that is kept as text and never fetched. */
  place: z.string().min(1).max(2000),
  page: z.string().max(100).default(''),
})

/** What a person states about a tool; it belongs to the tool, so that every comparison finds it. */
export const statementOrderSchema = z.strictObject({
  tool: digestSchema,
  criterion: criterionId,
  /** `not-answered`: the vendor was asked and did not answer. A value, not a gap. */
  answer: z.enum(['yes', 'no', 'partly', 'not-answered', 'not-applicable', 'value']),
  /** The words of the answer; for `value` with its unit. */
  text: z.string().max(4000).default(''),
  value: z.number().nullable().default(null),
  document: documentOrderSchema.nullable().default(null),
  /** Who states it, and in which role: vendor, facility, reviewer ... */
  person,
  role: z.string().max(100).default(''),
  /** The day the document or answer is of, `YYYY-MM-DD`; null where unknown. */
  dated: z
    .string()
    .regex(/^\d{4}-\d{2}-\d{2}$/)
    .nullable()
    .default(null),
})
export type StatementOrder = z.infer<typeof statementOrderSchema>

/** One rater's mark of one tool; a later one of the same rater replaces it, the record keeps both. */
export const markOrderSchema = z.strictObject({
  tool: z.string().min(1),
  criterion: criterionId,
  mark: z.number().min(0).max(1),
  rater: person,
  reason: z.string().max(2000).default(''),
})
export type MarkOrder = z.infer<typeof markOrderSchema>

/** What a cell rests on; the page opens it. */
export const evidenceLinkSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('run'), run: z.string(), text: z.string() }),
  /** A locked session of blinded review. */
  z.strictObject({ kind: z.literal('review'), session: z.string(), text: z.string() }),
  z.strictObject({ kind: z.literal('check'), seq: z.number(), text: z.string() }),
  /** The quoted field of a description. */
  z.strictObject({ kind: z.literal('field'), field: z.string(), quote: z.string() }),
  z.strictObject({
    kind: z.literal('document'),
    place: z.string(),
    page: z.string(),
    /** Null for an address. */
    sha256: digestSchema.nullable(),
    /** `changed`: another hash than when it was stated. */
    state: z.enum(['there', 'gone', 'changed', 'address']),
  }),
  z.strictObject({
    kind: z.literal('statement'),
    seq: z.number(),
    person: z.string(),
    role: z.string(),
    at: z.string(),
    dated: z.string().nullable(),
    text: z.string(),
  }),
])
export type EvidenceLink = z.infer<typeof evidenceLinkSchema>

export const cellSchema = z.strictObject({
  state: z.enum(['measured', 'read', 'stated', 'unknown', 'not-applicable']),
  /** What the cell shows, without its interval: "0.812", "CC-BY-4.0", "yes", "vendor did not answer". */
  text: z.string(),
  /** Why it is unknown or not applicable; else empty. */
  reason: z.string(),
  value: z.number().nullable(),
  unit: z.string(),
  lower: z.number().nullable(),
  upper: z.number().nullable(),
  n: z.number().nullable(),
  /** Transparency: 0 absent, 1 present, 2 present and checked. */
  points: z.union([z.literal(0), z.literal(1), z.literal(2)]).nullable(),
  /** Gates only. `open`: nothing is known, which excludes nobody and is shown. */
  gate: z.enum(['met', 'not-met', 'open']).nullable(),
  /** Between 0 and 1: from the scale, or the mean over raters; null where there is none. */
  mark: z.number().nullable(),
  /** Each rater's last mark, kept apart. */
  marks: z.array(
    z.strictObject({
      rater: z.string(),
      mark: z.number(),
      at: z.string(),
      reason: z.string(),
      seq: z.number(),
    }),
  ),
  /** Raters or statements that contradict each other, in a sentence; else empty. */
  conflict: z.string(),
  evidence: z.array(evidenceLinkSchema),
})
export type Cell = z.infer<typeof cellSchema>

export const criteriaVersionSchema = z.strictObject({
  seq: z.number(),
  at: z.string(),
  person: z.string(),
  reason: z.string(),
  criteria: z.number(),
  /** Was any mark of this comparison older than this version? */
  afterMarks: z.boolean(),
  /** Was the comparison, with its scores, older than this version? */
  afterResults: z.boolean(),
})

export const criteriaMatrixSchema = z.strictObject({
  comparison: z.string(),
  name: z.string(),
  /** What the comparison computed, for rows that are added. */
  metrics: z.array(z.strictObject({ id: z.string(), name: z.string() })),
  /** The rows; the product's proposal for the task while nobody has set any. */
  criteria: z.array(criterionSchema),
  proposed: z.boolean(),
  versions: z.array(criteriaVersionSchema),
  tools: z.array(
    z.strictObject({ key: z.string(), name: z.string(), digest: digestSchema, kind: z.string() }),
  ),
  /** cells[tool key][criterion id] */
  cells: z.record(z.string(), z.record(z.string(), cellSchema)),
  /**
   * Marks of the measured rows when units are drawn anew: marks[criterion id][tool key][draw]; null where
   * the draw has no value. The same draw means the same units in every row and for every tool.
   */
  resampled: z.strictObject({
    draws: z.number(),
    seed: z.number(),
    marks: z.record(z.string(), z.record(z.string(), z.array(z.number().nullable()))),
  }),
  /** Factors of the dataset with their values and counts of cases: what a row can be restricted to. */
  strata: z.array(
    z.strictObject({
      factor: z.string(),
      values: z.array(z.strictObject({ value: z.string(), cases: z.number() })),
    }),
  ),
  warnings: z.array(z.string()),
})
export type CriteriaMatrix = z.infer<typeof criteriaMatrixSchema>

/** All that is known of one tool, whether it was compared or not: the proposal's rows as entries. */
export const dossierSchema = z.strictObject({
  tool: z.strictObject({
    digest: digestSchema,
    name: z.string(),
    version: z.string(),
    kind: z.string(),
  }),
  entries: z.array(z.strictObject({ criterion: criterionSchema, cell: cellSchema })),
  /** Points of the transparency rows that are known, of how many. */
  transparency: z.strictObject({ points: z.number(), of: z.number(), unknown: z.number() }),
})
export type Dossier = z.infer<typeof dossierSchema>
