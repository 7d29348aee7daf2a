/** An evaluation on the wire: the order, its state, its runs and cases, and its progress. */
import { z } from 'zod'
import { caseRoleSchema } from './dataset-file.ts'
import { datasetOrderSchema } from './datasets.ts'
import {
  executionOrderFields,
  fallbackSchema,
  orderedExecutionSchema,
  runExecutionSchema,
} from './execution.ts'
import { answersSchema, fingerprintSchema, measurementSchema } from './fingerprint.ts'
import { metricDefinitionSchema, metricTupleSchema } from './metrics.ts'
import { toolSettingsChangeSchema } from './tool-file.ts'
import { toolReferenceSchema } from './tools.ts'
import { digestSchema, jsonSchema, scoreSchema, taskSchema, toolKindSchema } from './words.ts'

export const runStateSchema = z.enum([
  'pending',
  'running',
  'done',
  'cancelled',
  'failed',
  'interrupted',
])
export type RunState = z.infer<typeof runStateSchema>

export const evaluationOrderSchema = z.strictObject({
  name: z.string().min(1).max(200).optional(),
  dataset: datasetOrderSchema,
  tools: z
    .array(
      z.strictObject({
        reference: toolReferenceSchema,
        settings: toolSettingsChangeSchema.optional(),
        /** Values to try, by setting: `{"decoding.threshold": [0.3, 0.5]}`; on the cases for tuning only. */
        sweep: z.record(z.string(), z.array(jsonSchema).min(1)).optional(),
        /** Of an external program: its digest when a person was shown what it runs. */
        shownDigest: digestSchema.optional(),
      }),
    )
    .min(1),
  /** Metric options, for instance `{ "dataRange": 255 }`; unknown ones are refused. */
  options: z.record(z.string(), jsonSchema).default({}),
  /**
   * Answers about the measuring problem. With them, also empty ones, the metrics and options that they
   * propose are computed wherever `options` says nothing else, and both are recorded.
   */
  answers: answersSchema.optional(),
  /** Tested and ranked; the task's default where absent. Fixed before results are seen. */
  headline: z.string().optional(),
  /** `tuning`: settings are tried on the cases for it, and on no other. */
  cases: caseRoleSchema.default('test'),
  alpha: z.number().gt(0).lt(0.5).default(0.05),
  minimalRelevantDifference: z.number().nonnegative().nullable().default(null),
  seed: z.number().int().nonnegative().default(1),
  ...executionOrderFields,
})
export type EvaluationOrder = z.infer<typeof evaluationOrderSchema>
export type EvaluationOrderInput = z.input<typeof evaluationOrderSchema>

/** What will be computed and what the numbers can show, before anything runs. */
export const evaluationPlanSchema = z.strictObject({
  task: taskSchema,
  headline: z.string(),
  metrics: z.array(
    z.strictObject({ definition: metricDefinitionSchema, tuple: metricTupleSchema }),
  ),
  fingerprint: fingerprintSchema,
  unit: z.enum(['image', 'sample']),
  units: z.number(),
  cases: z.number(),
  tools: z.number(),
  /** What people reach among themselves, where several annotated; the difference is for a person to take. */
  people: z
    .strictObject({ sentence: z.string(), minimalRelevantDifference: z.number().nullable() })
    .optional(),
  /** Sentences such as "With 6 images only large differences can be found." */
  limits: z.array(z.string()),
  warnings: z.array(z.string()),
})
export type EvaluationPlan = z.infer<typeof evaluationPlanSchema>

export const runSummarySchema = z.strictObject({
  id: z.string(),
  evaluation: z.string(),
  key: z.string(),
  role: z.enum(['tool', 'reference']),
  reference: z.string(),
  tool: z.string(),
  kind: toolKindSchema,
  toolDigest: digestSchema,
  state: runStateSchema,
  /** What really ran; several, with commas, where it changed on the way. */
  provider: z.string().nullable(),
  /** Providers that were not taken, or failed on the way, each with its reason. */
  fallbacks: z.array(fallbackSchema),
  cases: z.number(),
  done: z.number(),
  failed: z.number(),
  startedAt: z.string().nullable(),
  finishedAt: z.string().nullable(),
})
export type RunSummary = z.infer<typeof runSummarySchema>

export const evaluationSummarySchema = z.strictObject({
  id: z.string(),
  name: z.string(),
  createdAt: z.string(),
  task: taskSchema,
  dataset: z.strictObject({
    digest: digestSchema,
    name: z.string(),
    folder: z.string(),
    cases: z.number(),
  }),
  state: runStateSchema,
  comparison: z.string().nullable(),
  /** The comparison's sentence once there is one. */
  sentence: z.string().nullable(),
  leading: z.array(z.string()),
  /** Null where it was not recorded. */
  execution: orderedExecutionSchema.nullable(),
  runs: z.array(runSummarySchema),
})
export type EvaluationSummary = z.infer<typeof evaluationSummarySchema>

export const runCaseSchema = z.strictObject({
  case: z.string(),
  sample: z.string().nullable(),
  state: z.enum(['pending', 'running', 'done', 'failed']),
  failure: z.strictObject({ code: z.string(), message: z.string() }).nullable(),
  provider: z.string().nullable(),
  fallbacks: z.array(fallbackSchema),
  seconds: z.record(z.string(), z.number()),
  notes: z.array(z.string()),
  outputs: z.array(z.strictObject({ role: z.string(), path: z.string(), sha256: digestSchema })),
  scores: z.record(z.string(), scoreSchema),
})
export type RunCase = z.infer<typeof runCaseSchema>

/** The record of one run: everything needed to repeat it. */
export const runRecordSchema = z.strictObject({
  ...runSummarySchema.shape,
  datasetDigest: digestSchema,
  settings: jsonSchema,
  /** Null without a network, and where it was not recorded. */
  execution: runExecutionSchema.nullable(),
  metricOptions: z.record(z.string(), jsonSchema),
  /** How the metrics were chosen; null where nobody was asked. */
  measurement: measurementSchema.nullable(),
  seed: z.number(),
  versions: z.record(z.string(), z.string()),
  host: z.string(),
  user: z.string(),
  caseResults: z.array(runCaseSchema),
})
export type RunRecord = z.infer<typeof runRecordSchema>

/** Append-only; `seq` grows by one within an evaluation since the program started. */
export const progressEventSchema = z.strictObject({
  seq: z.number(),
  at: z.string(),
  type: z.enum([
    'evaluation-started',
    'run-started',
    'case-started',
    'case-progress',
    'case-finished',
    'case-failed',
    'run-finished',
    'evaluation-finished',
  ]),
  run: z.string().nullable(),
  case: z.string().nullable(),
  /** Parts done of the whole evaluation, 0 to 1. */
  fraction: z.number(),
  /** Estimated seconds left for the evaluation, null while unknown. */
  secondsLeft: z.number().nullable(),
  message: z.string(),
  state: runStateSchema.nullable(),
})
export type ProgressEvent = z.infer<typeof progressEventSchema>
