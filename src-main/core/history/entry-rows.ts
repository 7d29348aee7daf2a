/** From rows to entries: column names to camelCase, JSON texts to values, infinities to words. */
import type { Json, Real, Score } from '../../contract/words.ts'
import { TouchstoneError } from '../errors.ts'
import type {
  CaseEntry,
  CaseWork,
  ComparisonEntry,
  DatasetEntry,
  EvaluationEntry,
  FallbackEntry,
  RunEntry,
  ScoreEntry,
  ToolEntry,
} from './entries.ts'
import { runStates } from './entries.ts'
import type { RecordedEvent } from './events.ts'
import { isEventType, parsePayload } from './events.ts'
import type { ComparisonId, EvaluationId, RunId } from './ids.ts'
import {
  digest,
  integer,
  json,
  jsonOrNull,
  oneOf,
  real,
  realOrNull,
  text,
  textOrNull,
} from './rows.ts'
import type { SqlRow } from './sqlite-binding.ts'

// The tables are written from checked payloads only, hence the casts of ids and JSON documents.

export function eventEntry(row: SqlRow): RecordedEvent {
  const type = text(row, 'type')
  if (!isEventType(type)) {
    throw new TouchstoneError(
      'record-damaged',
      `Event ${integer(row, 'seq')} has the unknown type ${type}; run verify to see what was changed.`,
    )
  }
  return {
    seq: integer(row, 'seq'),
    previous: row['previous'] === null ? null : digest(row, 'previous'),
    at: text(row, 'at'),
    type,
    payload: parsePayload(type, json(row, 'payload')),
    hash: digest(row, 'hash'),
  } as RecordedEvent
}

export function datasetEntry(row: SqlRow): DatasetEntry {
  return {
    digest: digest(row, 'digest'),
    name: text(row, 'name'),
    folder: text(row, 'folder'),
    task: text(row, 'task'),
    cases: integer(row, 'cases'),
    document: json(row, 'document'),
    frozenAt: text(row, 'frozen_at'),
    seq: integer(row, 'seq'),
  }
}

export function toolEntry(row: SqlRow): ToolEntry {
  return {
    digest: digest(row, 'digest'),
    reference: text(row, 'reference'),
    kind: text(row, 'kind'),
    name: text(row, 'name'),
    version: text(row, 'version'),
    document: json(row, 'document'),
    registeredAt: text(row, 'registered_at'),
    seq: integer(row, 'seq'),
  }
}

export function evaluationEntry(row: SqlRow): EvaluationEntry {
  return {
    id: text(row, 'id') as EvaluationId,
    name: text(row, 'name'),
    dataset: digest(row, 'dataset'),
    task: text(row, 'task'),
    tools: json(row, 'tools') as unknown as EvaluationEntry['tools'],
    settings: json(row, 'settings') as Readonly<Record<string, Json>>,
    headline: text(row, 'headline'),
    alpha: real(row, 'alpha'),
    minimalRelevantDifference: realOrNull(row, 'minimal_relevant_difference'),
    seed: integer(row, 'seed'),
    cases: jsonOrNull(row, 'cases') === 'tuning' ? 'tuning' : 'test',
    execution: jsonOrNull(row, 'execution') as EvaluationEntry['execution'],
    measurement: jsonOrNull(row, 'measurement'),
    state: oneOf(row, 'state', runStates),
    reason: textOrNull(row, 'reason'),
    comparison: textOrNull(row, 'comparison') as ComparisonId | null,
    createdAt: text(row, 'created_at'),
    finishedAt: textOrNull(row, 'finished_at'),
    seq: integer(row, 'seq'),
  }
}

export function runEntry(row: SqlRow): RunEntry {
  return {
    id: text(row, 'id') as RunId,
    evaluation: text(row, 'evaluation') as EvaluationId,
    key: text(row, 'key'),
    role: oneOf(row, 'role', ['tool', 'reference']),
    reference: text(row, 'reference'),
    datasetDigest: digest(row, 'dataset_digest'),
    toolDigest: digest(row, 'tool_digest'),
    toolName: text(row, 'tool_name'),
    toolKind: text(row, 'tool_kind'),
    settings: json(row, 'settings'),
    metricOptions: json(row, 'metric_options') as Readonly<Record<string, Json>>,
    seed: integer(row, 'seed'),
    cases: integer(row, 'cases'),
    done: integer(row, 'done'),
    failed: integer(row, 'failed'),
    versions: json(row, 'versions') as Readonly<Record<string, string>>,
    host: text(row, 'host'),
    user: text(row, 'user'),
    requestedProvider: textOrNull(row, 'requested_provider'),
    execution: jsonOrNull(row, 'execution') as RunEntry['execution'],
    providers: json(row, 'providers') as readonly string[],
    fallbacks: distinct(json(row, 'case_fallbacks') as readonly string[]),
    state: oneOf(row, 'state', runStates),
    reason: textOrNull(row, 'reason'),
    startedAt: text(row, 'started_at'),
    finishedAt: textOrNull(row, 'finished_at'),
    seq: integer(row, 'seq'),
  }
}

export function caseEntry(row: SqlRow, scores: readonly ScoreEntry[]): CaseEntry {
  const state = oneOf(row, 'state', ['done', 'failed'])
  return {
    run: text(row, 'run') as RunId,
    case: text(row, 'case_id'),
    sample: textOrNull(row, 'sample'),
    state,
    failure:
      state === 'done'
        ? null
        : { code: text(row, 'failure_code'), message: text(row, 'failure_message') },
    provider: textOrNull(row, 'provider'),
    fallbacks: (jsonOrNull(row, 'fallbacks') ?? []) as unknown as CaseEntry['fallbacks'],
    seconds: json(row, 'seconds') as Readonly<Record<string, number>>,
    notes: json(row, 'notes') as readonly string[],
    outputs: json(row, 'outputs') as unknown as CaseEntry['outputs'],
    scores,
    endedAt: text(row, 'ended_at'),
    seq: integer(row, 'seq'),
  }
}

export function caseWork(row: SqlRow): CaseWork {
  return {
    case: text(row, 'case_id'),
    state: oneOf(row, 'state', ['done', 'failed']),
    seconds: json(row, 'seconds') as Readonly<Record<string, number>>,
    outputs: json(row, 'outputs') as unknown as CaseEntry['outputs'],
    endedAt: text(row, 'ended_at'),
  }
}

export function scoreEntry(row: SqlRow): ScoreEntry {
  return {
    metric: text(row, 'metric'),
    version: text(row, 'metric_version'),
    options: json(row, 'options') as Readonly<Record<string, Json>>,
    aggregation: text(row, 'aggregation'),
    emptyCasePolicy: text(row, 'empty_case_policy'),
    score: score(row),
    seq: integer(row, 'seq'),
  }
}

export function comparisonEntry(row: SqlRow): ComparisonEntry {
  return {
    id: text(row, 'id') as ComparisonId,
    evaluation: text(row, 'evaluation') as EvaluationId,
    digest: digest(row, 'digest'),
    document: json(row, 'document'),
    madeAt: text(row, 'made_at'),
    seq: integer(row, 'seq'),
  }
}

function score(row: SqlRow): Score {
  const reason = textOrNull(row, 'undefined_reason')
  return reason === null ? { value: realToJson(real(row, 'value')) } : { undefined: reason }
}

function realToJson(value: number): Real {
  if (value === Infinity) return 'Infinity'
  return value === -Infinity ? '-Infinity' : value
}

/** Each text is the list of one or more cases. */
function distinct(lists: readonly string[]): readonly FallbackEntry[] {
  const all = lists.flatMap((list) => JSON.parse(list) as readonly FallbackEntry[])
  return [...new Map(all.map((one) => [`${one.provider} ${one.reason}`, one])).values()]
}
