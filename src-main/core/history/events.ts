/**
 * Everything that can be recorded: a closed set of event types, each with the schema of its payload.
 * Old records must stay readable for ever: a payload may gain optional fields, never lose or change one.
 * So the schemas stand here and do not follow those of the wire, which may change.
 */
import { z } from 'zod'
import type { Digest, Json } from '../../contract/words.ts'
import { digestSchema, realSchema } from '../../contract/words.ts'
import { TouchstoneError } from '../errors.ts'
import { comparisonIdSchema, evaluationIdSchema, reviewIdSchema, runIdSchema } from './ids.ts'

/** Any JSON; that it is JSON at all is checked when its canonical text is written. */
const json = z.custom<Json>((value) => value !== undefined)
const word = z.string().min(1)
const count = z.number().int().nonnegative()
const digest = z.custom<Digest>((value) => digestSchema.safeParse(value).success, 'not a digest')
const jsonByName = z.record(z.string(), json)
const textByName = z.record(z.string(), z.string())
const runRole = z.enum(['tool', 'reference'])

const file = z.looseObject({ path: word, sha256: digest })
const frozenCase = z.looseObject({
  id: word,
  sample: z.string().nullable(),
  role: word,
  image: file,
  truth: file,
})
/** The frozen dataset whole; the fields named here are those that the tables show. */
const frozenDataset = z.looseObject({
  digest,
  folder: z.string(),
  name: z.string(),
  task: word,
  cases: z.array(frozenCase),
})
const toolDescription = z.looseObject({
  digest,
  reference: word,
  kind: word,
  name: z.string(),
  version: z.string(),
})

const metricTuple = {
  metric: word,
  version: word,
  options: jsonByName,
  aggregation: word,
  emptyCasePolicy: word,
}
/** Undefined is not zero: a value or the reason why there is none, never both. */
const recordedScore = z.union([
  z.strictObject({ ...metricTuple, value: realSchema }),
  z.strictObject({ ...metricTuple, undefined: word }),
])
export type RecordedScore = z.infer<typeof recordedScore>

const output = z.strictObject({ role: word, path: word, sha256: digest })

/** How models were to run; absent in records of version 1, where all ran on the CPU. */
const orderedExecution = {
  execution: z.enum(['fastest', 'repeatable']),
  threads: count,
  memoryLimitMb: count.nullable(),
}
const fallback = z.strictObject({ provider: word, reason: word })

/** Where and with what software: who answers for the numbers, and what would repeat them. */
const environment = {
  versions: textByName,
  host: z.string(),
  user: z.string(),
  requestedProvider: z.string().nullable(),
  /** Of a model: what was chosen when the run started or went on, and what was passed over. */
  execution: z
    .strictObject({
      ...orderedExecution,
      provider: word,
      fallbacks: z.array(fallback),
      largestSidePx: count.nullable(),
    })
    .optional(),
}

export const payloadSchemas = {
  'workspace-created': z.strictObject({
    versions: textByName,
    host: z.string(),
    user: z.string(),
  }),
  'dataset-frozen': frozenDataset,
  'tool-registered': toolDescription,
  /** A model came into the workspace's `tools/<digest>/`. */
  'tool-installed': z.strictObject({
    digest,
    name: z.string(),
    version: z.string().nullable(),
    format: word,
    licence: z.string().nullable(),
    source: word,
    bytes: count,
    /** Of its description as it was received, hexadecimal. */
    descriptionSha256: z.string().nullable(),
    /** What its own test tensors said: `passed`, `ran-not-reproduced`, `cannot-run`, `not-run`. */
    testOutputs: word,
  }),
  /** Its files were removed again; what runs recorded of it stays. */
  'tool-removed': z.strictObject({ digest, name: z.string() }),
  /** The order, fixed before any result exists. */
  'evaluation-created': z.strictObject({
    evaluation: evaluationIdSchema,
    name: z.string(),
    dataset: digest,
    task: word,
    tools: z
      .array(
        z.strictObject({
          ...{ key: word, role: runRole, reference: word, digest, settings: json },
          /** Why it cannot run in this evaluation; absent in older records, which keep it with the tool. */
          cannotRun: z.string().nullable().optional(),
        }),
      )
      .min(1),
    settings: jsonByName,
    headline: word,
    alpha: z.number().gt(0).lt(1),
    minimalRelevantDifference: z.number().nonnegative().nullable(),
    seed: count,
    /** Absent: those for testing. */
    cases: z.enum(['test', 'tuning']).optional(),
    execution: z.strictObject(orderedExecution).optional(),
    /** Answers, proposed and chosen metrics; absent where nobody was asked. */
    measurement: json.optional(),
  }),
  'run-started': z.strictObject({
    run: runIdSchema,
    evaluation: evaluationIdSchema,
    key: word,
    datasetDigest: digest,
    toolDigest: digest,
    settings: json,
    metricOptions: jsonByName,
    seed: count,
    cases: count,
    ...environment,
  }),
  'case-finished': z.strictObject({
    run: runIdSchema,
    case: word,
    scores: z.array(recordedScore),
    outputs: z.array(output),
    /** What really ran; null for a tool without one (baselines, predictions). */
    provider: z.string().nullable(),
    /** Providers that failed in this run, up to this case. */
    fallbacks: z.array(fallback).optional(),
    seconds: z.record(z.string(), z.number()),
    notes: z.array(z.string()),
  }),
  'case-failed': z.strictObject({ run: runIdSchema, case: word, code: word, message: word }),
  'run-finished': z.strictObject({
    run: runIdSchema,
    state: z.enum(['done', 'cancelled', 'failed']),
    done: count,
    failed: count,
    reason: z.string().nullable(),
  }),
  'run-interrupted': z.strictObject({ run: runIdSchema, reason: word }),
  'run-resumed': z.strictObject({ run: runIdSchema, ...environment }),
  'comparison-made': z.strictObject({
    comparison: comparisonIdSchema,
    evaluation: evaluationIdSchema,
    /** `digestOf(document)`. */
    digest,
    document: json,
  }),
  /** An evaluation that ends without a comparison. */
  'evaluation-finished': z.strictObject({
    evaluation: evaluationIdSchema,
    state: z.enum(['cancelled', 'failed']),
    reason: word,
  }),
  'record-verified': z.strictObject({
    ok: z.boolean(),
    events: count,
    head: digest.nullable(),
    problems: count,
  }),
  /** Whether a dataset's images were used to train or tune a tool (null: any); the latest counts. */
  'independence-stated': z.strictObject({
    dataset: digest,
    tool: digest.nullable(),
    answer: z.enum(['no', 'yes', 'unknown']),
    evidence: z.string(),
    person: word,
  }),
  /** The rows and weights of a comparison's matrix, as a person set them; the latest counts. */
  'criteria-set': z.strictObject({
    comparison: comparisonIdSchema,
    criteria: json,
    person: word,
    reason: z.string(),
  }),
  /** One rater's mark of one tool; the latest of a rater counts. */
  'mark-given': z.strictObject({
    comparison: comparisonIdSchema,
    tool: z.strictObject({ key: word, digest }),
    criterion: word,
    mark: z.number().min(0).max(1),
    rater: word,
    reason: z.string(),
  }),
  /** What a person says of a tool, for all comparisons; the latest of a person in a role counts. */
  'statement-made': z.strictObject({
    tool: digest,
    criterion: word,
    answer: z.enum(['yes', 'no', 'partly', 'not-answered', 'not-applicable', 'value']),
    text: z.string(),
    value: z.number().nullable(),
    document: z
      .strictObject({
        place: word,
        page: z.string(),
        /** Null for an address. */
        sha256: digest.nullable(),
      })
      .nullable(),
    person: word,
    role: z.string(),
    dated: z.string().nullable(),
  }),
  /** How a tool behaved when it was asked the same again, in another order, or for odd images. */
  'tool-checked': z.strictObject({
    tool: digest,
    /** Null: images that were drawn for the check. */
    dataset: digest.nullable(),
    cases: z.array(word),
    settings: json,
    ...{ versions: textByName, host: z.string(), user: z.string() },
    provider: z.string().nullable(),
    checks: z.array(
      z.strictObject({
        check: word,
        /** Null where it could not be measured; `reason` says why. */
        value: z.number().nullable(),
        unit: z.string(),
        text: z.string(),
        reason: z.string(),
      }),
    ),
  }),
  /**
   * A blinded review, with what stands behind every item. No answer over the wire tells seed, key or items
   * before the session is locked; who reads the database file can see them.
   */
  'review-opened': z.strictObject({
    session: reviewIdSchema,
    comparison: comparisonIdSchema,
    task: word,
    kind: z.enum(['pairwise', 'rating']),
    question: z.string(),
    rubric: z.array(z.string()),
    noDifference: z.enum(['half', 'left-out']),
    cases: z.array(word).min(1),
    tools: z.array(z.strictObject({ key: word, run: runIdSchema, digest })).min(1),
    raters: z.array(word).min(1),
    seed: count,
    generator: word,
    repeatShare: z.number().min(0).max(1),
    /** Key of the tokens, hexadecimal. */
    key: z.string().regex(/^[0-9a-f]{64}$/),
    /** Per rater, in the order shown: places in `cases`, in `tools`, and of the item that is repeated. */
    items: z.array(
      z.array(
        z.strictObject({ case: count, tools: z.array(count).min(1), repeats: count.nullable() }),
      ),
    ),
    person: word,
  }),
  /** One rater's answer to one item, by its place in this rater's order; the latest before the lock counts. */
  'review-answered': z.strictObject({
    session: reviewIdSchema,
    rater: word,
    place: count,
    answer: z.union([z.enum(['first', 'second', 'none']), z.number().int().min(1)]),
    seconds: z.number().nonnegative().nullable(),
  }),
  /** For good: nothing opens a session again. */
  'review-locked': z.strictObject({
    session: reviewIdSchema,
    answered: count,
    items: count,
    person: word,
  }),
  /** A place of an image that a person marked; see `contract/findings.ts`. */
  'finding-noted': z.strictObject({
    comparison: comparisonIdSchema,
    case: word,
    tool: word.nullable(),
    at: z.strictObject({ x: z.number(), y: z.number(), z: z.number() }),
    sidePx: z.number().positive(),
    text: word,
    tags: z.array(word),
    person: word,
  }),
  'finding-withdrawn': z.strictObject({ finding: count, reason: word, person: word }),
  note: z.strictObject({
    by: word,
    text: word,
    evaluation: evaluationIdSchema.optional(),
    run: runIdSchema.optional(),
  }),
} as const

export type EventType = keyof typeof payloadSchemas
export type PayloadInput<T extends EventType> = z.input<(typeof payloadSchemas)[T]>
export type Payload<T extends EventType> = z.infer<(typeof payloadSchemas)[T]>

/** One link of the chain as it is stored. */
export interface EventOf<T extends EventType> {
  readonly seq: number // 1, 2, 3, ... without gaps
  readonly previous: Digest | null // hash of the event before; null for the first
  readonly at: string // ISO 8601, UTC
  readonly type: T
  readonly payload: Payload<T>
  readonly hash: Digest
}
export type RecordedEvent = { [T in EventType]: EventOf<T> }[EventType]

export function isEventType(text: string): text is EventType {
  return Object.hasOwn(payloadSchemas, text)
}

/** The payload, checked; throws `bad-request` naming the first field that is wrong. */
export function parsePayload<T extends EventType>(type: T, payload: unknown): Payload<T> {
  const result = payloadSchemas[type].safeParse(payload)
  // The schema was chosen by `type`; TypeScript cannot follow that through the union of results.
  if (result.success) return result.data as Payload<T>
  const issue = result.error.issues[0]
  throw new TouchstoneError(
    'bad-request',
    `The event ${type} cannot be recorded: ${issue?.path.join('.') || 'its payload'} is wrong (${issue?.message ?? 'unknown reason'}).`,
  )
}
