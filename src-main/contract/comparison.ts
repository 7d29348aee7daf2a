/** The comparison: several runs on one dataset, with what the data support saying about them. */
import { z } from 'zod'
import { classificationSchema } from './confusion.ts'
import { executionSchema, fallbackSchema } from './execution.ts'
import { estimateSchema, metricDefinitionSchema, metricTupleSchema } from './metrics.ts'
import { digestSchema, scoreSchema, taskSchema, toolKindSchema } from './words.ts'

export const comparedToolSchema = z.strictObject({
  run: z.string(),
  /** Unique within the comparison; the key of every table below. */
  key: z.string(),
  reference: z.string(),
  name: z.string(),
  kind: toolKindSchema,
  version: z.string(),
  digest: digestSchema,
  /** `tool` is ranked; `reference` is the input itself against the truth, shown but not ranked. */
  role: z.enum(['tool', 'reference']),
  provider: z.string().nullable(),
  /** Absent in comparisons made before this was recorded. */
  fallbacks: z.array(fallbackSchema).optional(),
  execution: executionSchema.optional(),
  cases: z.number(),
  failed: z.number(),
  secondsTotal: z.number(),
})
export type ComparedTool = z.infer<typeof comparedToolSchema>

export const caseScoreSchema = z.union([scoreSchema, z.strictObject({ failed: z.string() })])
export type CaseScore = z.infer<typeof caseScoreSchema>

export const verdictSchema = z.strictObject({
  a: z.string(),
  b: z.string(),
  metric: z.string(),
  code: z.enum([
    'too-few-samples',
    'better',
    'equivalent',
    'better-maybe-small',
    'not-distinguishable',
  ]),
  text: z.string(),
  /** Paired difference a - b over common units. */
  difference: z.strictObject({
    mean: z.number().nullable(),
    lower: z.number().nullable(),
    upper: z.number().nullable(),
    n: z.number(),
  }),
  p: z.number().nullable(),
  pAdjusted: z.number().nullable(),
  test: z.string(),
  /** About how many units would tell the two apart, a hint; absent in comparisons made before. */
  needed: z.number().nullable().optional(),
})
export type Verdict = z.infer<typeof verdictSchema>

export const rankingSchemeSchema = z.enum(['mean-then-rank', 'rank-then-mean', 'test-then-rank'])
export type RankingScheme = z.infer<typeof rankingSchemeSchema>

/** How far the order of tools hangs on the scheme and on the samples that happened to be there. */
export const rankStabilitySchema = z.strictObject({
  /** ranks[tool key]: 1 is best, ties share the mean rank; null where the tool has no value. */
  schemes: z.array(
    z.strictObject({
      scheme: rankingSchemeSchema,
      ranks: z.record(z.string(), z.number().nullable()),
    }),
  ),
  /** Kendall's tau-b between the rankings of two schemes; null where one of them ties all tools. */
  agreement: z.array(
    z.strictObject({ a: rankingSchemeSchema, b: rankingSchemeSchema, tau: z.number().nullable() }),
  ),
  /** Null with one sample, or with one tool. */
  bootstrap: z
    .strictObject({
      draws: z.number(),
      seed: z.number(),
      generator: z.string(),
      scheme: rankingSchemeSchema,
      /** Per tool: `shares[r]` is the share of draws in which its rank, rounded down, is r + 1. */
      tools: z.record(
        z.string(),
        z.strictObject({
          shares: z.array(z.number()),
          median: z.number(),
          lower: z.number(),
          upper: z.number(),
        }),
      ),
      /** Tau-b of each draw's ranking to the full one, counted in 20 equal bins over [-1, 1]. */
      tauCounts: z.array(z.number()),
      medianTau: z.number().nullable(),
    })
    .nullable(),
  /** Over all tools at once; null below 3 tools or 2 complete units. */
  friedman: z
    .strictObject({
      statistic: z.number(),
      degreesOfFreedom: z.number(),
      p: z.number(),
      units: z.number(),
      meanRanks: z.record(z.string(), z.number()),
      /** Nemenyi: mean ranks that lie further apart differ at alpha. */
      criticalDifference: z.number(),
    })
    .nullable(),
})
export type RankStability = z.infer<typeof rankStabilitySchema>

export const comparisonSchema = z.strictObject({
  id: z.string(),
  evaluation: z.string(),
  name: z.string(),
  createdAt: z.string(),
  task: taskSchema,
  dataset: z.strictObject({
    digest: digestSchema,
    name: z.string(),
    cases: z.number(),
    /** What n counts: `image` or `sample`. */
    unit: z.enum(['image', 'sample']),
    units: z.number(),
  }),
  headline: z.string(),
  alpha: z.number(),
  minimalRelevantDifference: z.number().nullable(),
  seed: z.number(),
  /** The answer in one sentence. */
  sentence: z.string(),
  tools: z.array(comparedToolSchema),
  metrics: z.array(
    z.strictObject({ definition: metricDefinitionSchema, tuple: metricTupleSchema }),
  ),
  /** estimates[tool key][metric id] */
  estimates: z.record(z.string(), z.record(z.string(), estimateSchema)),
  cases: z.array(
    z.strictObject({
      id: z.string(),
      sample: z.string().nullable(),
      /** scores[tool key][metric id] */
      scores: z.record(z.string(), z.record(z.string(), caseScoreSchema)),
    }),
  ),
  verdicts: z.array(verdictSchema),
  ranking: z.array(
    z.strictObject({ tool: z.string(), rank: z.number().nullable(), leadingGroup: z.boolean() }),
  ),
  /** Absent in comparisons made before this was computed. */
  stability: rankStabilitySchema.optional(),
  /** Task `classification`: what every image is and what every tool named. */
  classification: classificationSchema.optional(),
  warnings: z.array(z.string()),
})
export type Comparison = z.infer<typeof comparisonSchema>
