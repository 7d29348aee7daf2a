/** What the record answers: plain objects, one type per table, times as ISO 8601 in UTC. */
import type { Digest, Json, Score } from '../../contract/words.ts'
import type { Payload, RecordedEvent } from './events.ts'
import type { ComparisonId, EvaluationId, RunId } from './ids.ts'

/** Evaluations and runs; `pending` never stands at a recorded run: it is recorded when it starts. */
export const runStates = [
  'pending',
  'running',
  'done',
  'cancelled',
  'failed',
  'interrupted',
] as const
export type State = (typeof runStates)[number]

export interface DatasetEntry {
  readonly digest: Digest
  readonly name: string
  readonly folder: string
  readonly task: string
  readonly cases: number
  /** The frozen dataset as it was recorded. */
  readonly document: Json
  readonly frozenAt: string
  readonly seq: number
}

export interface ToolEntry {
  readonly digest: Digest
  readonly reference: string
  readonly kind: string
  readonly name: string
  readonly version: string
  /** The description as it was recorded. */
  readonly document: Json
  readonly registeredAt: string
  readonly seq: number
}

export interface EvaluationEntry {
  readonly id: EvaluationId
  readonly name: string
  readonly dataset: Digest
  readonly task: string
  /** The order, one run each. */
  readonly tools: Payload<'evaluation-created'>['tools']
  readonly settings: Readonly<Record<string, Json>>
  readonly headline: string
  readonly alpha: number
  readonly minimalRelevantDifference: number | null
  readonly seed: number
  /** Which cases of the dataset. */
  readonly cases: 'test' | 'tuning'
  /** Null in records of version 1. */
  readonly execution: NonNullable<Payload<'evaluation-created'>['execution']> | null
  /** How the metrics were chosen; null where nobody was asked. */
  readonly measurement: Json | null
  readonly state: State
  readonly reason: string | null
  readonly comparison: ComparisonId | null // the latest
  readonly createdAt: string
  readonly finishedAt: string | null
  readonly seq: number
}

export interface RunEntry {
  readonly id: RunId
  readonly evaluation: EvaluationId
  readonly key: string
  readonly role: 'tool' | 'reference'
  readonly reference: string
  readonly datasetDigest: Digest
  readonly toolDigest: Digest
  readonly toolName: string
  readonly toolKind: string
  readonly settings: Json
  readonly metricOptions: Readonly<Record<string, Json>>
  readonly seed: number
  readonly cases: number // planned
  readonly done: number
  readonly failed: number
  readonly versions: Readonly<Record<string, string>>
  readonly host: string
  readonly user: string
  readonly requestedProvider: string | null
  /** As it last started or went on; null without a network, and in records of version 1. */
  readonly execution: NonNullable<Payload<'run-started'>['execution']> | null
  /** What really ran, over all finished cases; several when it changed on the way. */
  readonly providers: readonly string[]
  /** Providers that failed while cases were predicted, each reason once. */
  readonly fallbacks: readonly FallbackEntry[]
  readonly state: State
  readonly reason: string | null
  readonly startedAt: string
  readonly finishedAt: string | null
  readonly seq: number
}

export interface FallbackEntry {
  readonly provider: string
  readonly reason: string
}

export interface ScoreEntry {
  readonly metric: string
  readonly version: string
  readonly options: Readonly<Record<string, Json>>
  readonly aggregation: string
  readonly emptyCasePolicy: string
  readonly score: Score
  readonly seq: number
}

export interface CaseEntry {
  readonly run: RunId
  readonly case: string
  readonly sample: string | null
  readonly state: 'done' | 'failed'
  readonly failure: { readonly code: string; readonly message: string } | null
  readonly provider: string | null
  readonly fallbacks: readonly FallbackEntry[]
  readonly seconds: Readonly<Record<string, number>>
  readonly notes: readonly string[]
  readonly outputs: readonly {
    readonly role: string
    readonly path: string
    readonly sha256: Digest
  }[]
  readonly scores: readonly ScoreEntry[]
  readonly endedAt: string
  readonly seq: number
}

/** One case of a run: how it ended, how long it took, and the files it left. */
export type CaseWork = Pick<CaseEntry, 'case' | 'state' | 'seconds' | 'outputs' | 'endedAt'>

export interface ComparisonEntry {
  readonly id: ComparisonId
  readonly evaluation: EvaluationId
  readonly digest: Digest
  /** The comparison as it was recorded. */
  readonly document: Json
  readonly madeAt: string
  readonly seq: number
}

export interface Head {
  readonly seq: number // 0 for an empty record
  readonly hash: Digest | null
}

export interface EventFilter {
  /** Events with a greater number only. */
  readonly after?: number
  /** At most so many, 1000 where absent. */
  readonly limit?: number
  readonly type?: RecordedEvent['type']
  readonly run?: string
}
