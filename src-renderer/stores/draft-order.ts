/** What a person has typed for a new evaluation, and the order it makes. Pure. */
import { z } from 'zod'
import { executionSchema } from '../../src-main/contract/execution.ts'
import { answersSchema } from '../../src-main/contract/fingerprint.ts'
import type { EvaluationOrderInput } from '../../src-main/contract/evaluations.ts'
import { caseRoleSchema } from '../../src-main/contract/dataset-file.ts'
import { toolSettingsChangeSchema } from '../../src-main/contract/tool-file.ts'
import { digestSchema, jsonSchema, taskSchema } from '../../src-main/contract/words.ts'
import { parseSweep } from '../words/sweep-text.ts'

export const draftContentSchema = z.object({
  name: z.string(),
  folder: z.string(),
  images: z.string(),
  truth: z.string(),
  task: taskSchema.nullable(),
  tools: z.array(
    z.object({
      reference: z.string(),
      settings: toolSettingsChangeSchema.nullable(),
      /** Digest of an external program that the person has agreed to run. */
      shownDigest: digestSchema.nullable().default(null),
      /** Values to try on the cases for tuning, as typed. */
      sweep: z.string().default(''),
    }),
  ),
  cases: caseRoleSchema.default('test'),
  /** Null: the truth that the dataset states. */
  truthOf: z.string().nullable().default(null),
  /** The task that answers and metrics below are about. */
  measuredTask: taskSchema.nullable().default(null),
  answers: answersSchema.default({}),
  /** Null: as proposed. */
  metrics: z.array(z.string()).nullable().default(null),
  /** Metric options that are otherwise than proposed. */
  metricOptions: z.record(z.string(), jsonSchema).default({}),
  headline: z.string().nullable(),
  alpha: z.number(),
  minimalRelevantDifference: z.number().nullable(),
  dataRange: z.number().nullable(),
  /** Further metric options, JSON as typed. */
  otherOptions: z.string(),
  seed: z.number(),
  /** Null: as the settings of the workspace say. */
  execution: executionSchema.nullable().default(null),
  threads: z.number().nullable().default(null),
  memoryLimitMb: z.number().nullable().default(null),
})
export type DraftContent = z.infer<typeof draftContentSchema>

export function emptyDraft(): DraftContent {
  return {
    name: '',
    folder: '',
    images: '',
    truth: '',
    task: null,
    tools: [],
    cases: 'test',
    truthOf: null,
    ...noMeasure(),
    alpha: 0.05,
    minimalRelevantDifference: null,
    seed: 1,
    execution: null,
    threads: null,
    memoryLimitMb: null,
  }
}

/** Nothing answered and nothing chosen: what is proposed holds. */
export function noMeasure() {
  return {
    measuredTask: null,
    answers: {},
    metrics: null,
    metricOptions: {},
    headline: null,
    dataRange: null,
    otherOptions: '',
  }
}

/** The stored draft, or an empty one where there is none or it is of another version. */
export function parseDraft(stored: string | null): DraftContent {
  if (stored === null) return emptyDraft()
  try {
    const parsed = draftContentSchema.safeParse(JSON.parse(stored))
    return parsed.success ? parsed.data : emptyDraft()
  } catch {
    return emptyDraft()
  }
}

/** The order; throws a sentence where the typed options are no JSON object. Empty fields are left out. */
export function orderOf(draft: DraftContent): EvaluationOrderInput {
  return {
    ...(draft.name.trim() ? { name: draft.name.trim() } : {}),
    dataset: {
      folder: draft.folder.trim(),
      ...(draft.images.trim() ? { images: draft.images.trim() } : {}),
      ...(draft.truth.trim() ? { truth: draft.truth.trim() } : {}),
      ...(draft.task ? { task: draft.task } : {}),
      ...(draft.truthOf === null ? {} : { truthOf: draft.truthOf }),
    },
    ...(draft.cases === 'test' ? {} : { cases: draft.cases }),
    tools: draft.tools.map(({ reference, settings, shownDigest, sweep }) => ({
      reference,
      ...(settings ? { settings } : {}),
      ...(shownDigest === null ? {} : { shownDigest }),
      ...(draft.cases === 'tuning' && sweep.trim() !== '' ? { sweep: parseSweep(sweep) } : {}),
    })),
    answers: draft.answers,
    options: {
      ...parseOptions(draft.otherOptions),
      ...draft.metricOptions,
      ...(draft.metrics === null ? {} : { metrics: draft.metrics }),
      ...(draft.dataRange === null ? {} : { dataRange: draft.dataRange }),
    },
    ...(draft.headline ? { headline: draft.headline } : {}),
    alpha: draft.alpha,
    minimalRelevantDifference: draft.minimalRelevantDifference,
    seed: draft.seed,
    ...(draft.execution === null ? {} : { execution: draft.execution }),
    ...(draft.threads === null ? {} : { threads: draft.threads }),
    ...(draft.memoryLimitMb === null ? {} : { memoryLimitMb: draft.memoryLimitMb }),
  }
}

const optionsSchema = z.record(z.string(), jsonSchema)

function parseOptions(typed: string): z.infer<typeof optionsSchema> {
  if (typed.trim() === '') return {}
  const sentence = `The further options must be a JSON object such as {"border": 4}, but they are: ${typed}`
  try {
    const parsed = optionsSchema.safeParse(JSON.parse(typed))
    if (parsed.success) return parsed.data
  } catch {
    throw new Error(sentence)
  }
  throw new Error(sentence)
}
