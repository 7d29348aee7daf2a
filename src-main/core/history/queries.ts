/** Questions to the record. Absent things are `null`; the caller says in words what was missing. */
import type { Connection } from './connection.ts'
import type {
  CaseEntry,
  CaseWork,
  ComparisonEntry,
  DatasetEntry,
  EvaluationEntry,
  EventFilter,
  Head,
  RunEntry,
  ToolEntry,
} from './entries.ts'
import {
  caseEntry,
  caseWork,
  comparisonEntry,
  datasetEntry,
  evaluationEntry,
  eventEntry,
  runEntry,
  scoreEntry,
  toolEntry,
} from './entry-rows.ts'
import type { RecordedEvent } from './events.ts'
import { digest, integer, text } from './rows.ts'

export interface Queries {
  head(): Head
  events(filter?: EventFilter): readonly RecordedEvent[]
  /** Newest first. */
  datasets(): readonly DatasetEntry[]
  dataset(digest: string): DatasetEntry | null
  /** Newest first. */
  tools(): readonly ToolEntry[]
  tool(digest: string): ToolEntry | null
  /** Newest first. */
  evaluations(): readonly EvaluationEntry[]
  evaluation(id: string): EvaluationEntry | null
  /** Pending, running or interrupted, oldest first: what to take up again after a start. */
  unfinishedEvaluations(): readonly EvaluationEntry[]
  /** All runs, or those of an evaluation, in the order in which they were started. */
  runs(evaluation?: string): readonly RunEntry[]
  run(id: string): RunEntry | null
  /** Finished and failed cases of a run with their scores, in the dataset's order. */
  casesOfRun(run: string): readonly CaseEntry[]
  /** The same without scores, notes and samples: quick where only the running itself is asked about. */
  workOfRun(run: string): readonly CaseWork[]
  comparison(id: string): ComparisonEntry | null
  /** Its document as the JSON text that was recorded: a large one is neither parsed nor written anew. */
  comparisonText(id: string): string | null
  /** Comparisons of an evaluation, oldest first. */
  comparisonsOf(evaluation: string): readonly ComparisonEntry[]
}

export function createQueries(db: Connection): Queries {
  return {
    head: () => head(db),
    events: (filter = {}) => events(db, filter),
    datasets: () => db.all('SELECT * FROM datasets ORDER BY seq DESC').map(datasetEntry),
    dataset: (id) => one(db.all('SELECT * FROM datasets WHERE digest = ?', id).map(datasetEntry)),
    tools: () => db.all('SELECT * FROM tools ORDER BY seq DESC').map(toolEntry),
    tool: (id) => one(db.all('SELECT * FROM tools WHERE digest = ?', id).map(toolEntry)),
    evaluations: () =>
      db.all(`${selectEvaluations} ORDER BY created_seq DESC`).map(evaluationEntry),
    evaluation: (id) => one(db.all(`${selectEvaluations} WHERE id = ?`, id).map(evaluationEntry)),
    unfinishedEvaluations: () =>
      db
        .all(
          `${selectEvaluations} WHERE state IN ('pending', 'running', 'interrupted')
           ORDER BY created_seq`,
        )
        .map(evaluationEntry),
    runs: (evaluation) =>
      evaluation === undefined
        ? db.all(`${selectRuns} ORDER BY started_seq`).map(runEntry)
        : db
            .all(`${selectRuns} WHERE evaluation = ? ORDER BY started_seq`, evaluation)
            .map(runEntry),
    run: (id) => one(db.all(`${selectRuns} WHERE id = ?`, id).map(runEntry)),
    casesOfRun: (run) => casesOfRun(db, run),
    workOfRun: (run) =>
      db
        .all(
          'SELECT case_id, state, seconds, outputs, ended_at FROM run_cases WHERE run = ? ORDER BY seq',
          run,
        )
        .map(caseWork),
    comparison: (id) =>
      one(db.all('SELECT * FROM comparisons WHERE id = ?', id).map(comparisonEntry)),
    comparisonText: (id) =>
      one(
        db
          .all('SELECT document FROM comparisons WHERE id = ?', id)
          .map((row) => text(row, 'document')),
      ),
    comparisonsOf: (evaluation) =>
      db
        .all('SELECT * FROM comparisons WHERE evaluation = ? ORDER BY seq', evaluation)
        .map(comparisonEntry),
  }
}

/** A field of the event that wrote a row, as JSON text; null where the event does not say. */
const fieldOf = (field: string, condition: string): string => `(
      SELECT CASE WHEN json_valid(payload) THEN payload -> '$.${field}' END
      FROM events AS source WHERE ${condition})`

const selectEvaluations = `
  SELECT *, ${fieldOf('execution', 'source.seq = evaluations.created_seq')} AS execution,
    ${fieldOf('measurement', 'source.seq = evaluations.created_seq')} AS measurement,
    ${fieldOf('cases', 'source.seq = evaluations.created_seq')} AS cases
  FROM evaluations`

const lastResumed = `source.type = 'run-resumed' AND json_valid(source.payload)
  AND source.payload ->> '$.run' = runs.id ORDER BY source.seq DESC LIMIT 1`

/** Cases that did not run where the run was started; only these can have a fall-back of their own. */
const otherCases = `run = runs.id AND provider IS NOT NULL AND provider IS NOT runs.requested_provider`

const selectRuns = `
  SELECT *,
    coalesce(${fieldOf('execution', lastResumed)},
      ${fieldOf('execution', 'source.seq = runs.started_seq')}) AS execution,
    (SELECT json_group_array(DISTINCT coalesce(
        ${fieldOf('fallbacks', 'source.seq = run_cases.seq')}, '[]') || '')
      FROM run_cases WHERE ${otherCases}) AS case_fallbacks,
    (SELECT name FROM tools WHERE digest = tool_digest) AS tool_name,
    (SELECT kind FROM tools WHERE digest = tool_digest) AS tool_kind,
    (SELECT count(*) FROM run_cases WHERE run = runs.id AND state = 'done') AS done,
    (SELECT count(*) FROM run_cases WHERE run = runs.id AND state = 'failed') AS failed,
    (SELECT json_group_array(DISTINCT provider) FROM run_cases
      WHERE run = runs.id AND provider IS NOT NULL) AS providers
  FROM runs`

/** The last event, read from the chain itself. */
export function head(db: Connection): Head {
  const row = db.first('SELECT seq, hash FROM events ORDER BY seq DESC LIMIT 1')
  return row === undefined
    ? { seq: 0, hash: null }
    : { seq: integer(row, 'seq'), hash: digest(row, 'hash') }
}

const runOfPayload = `CASE WHEN json_valid(payload) THEN payload ->> '$.run' END`

function events(
  db: Connection,
  { after = 0, limit = 1000, type, run }: EventFilter,
): readonly RecordedEvent[] {
  const conditions = ['seq > ?']
  const parameters: (string | number)[] = [after]
  if (type !== undefined) {
    conditions.push('type = ?')
    parameters.push(type)
  }
  if (run !== undefined) {
    conditions.push(`${runOfPayload} = ?`)
    parameters.push(run)
  }
  const sql = `SELECT * FROM events WHERE ${conditions.join(' AND ')} ORDER BY seq LIMIT ?`
  return db.all(sql, ...parameters, limit).map(eventEntry)
}

function casesOfRun(db: Connection, run: string): readonly CaseEntry[] {
  const scores = Map.groupBy(
    db.all('SELECT * FROM scores WHERE run = ? ORDER BY case_id, metric', run),
    (row) => text(row, 'case_id'),
  )
  return db
    .all(
      `SELECT run_cases.*, dataset_cases.sample AS sample,
         ${fieldOf('fallbacks', 'source.seq = run_cases.seq')} AS fallbacks
       FROM run_cases
       JOIN runs ON runs.id = run_cases.run
       LEFT JOIN dataset_cases
         ON dataset_cases.dataset = runs.dataset_digest AND dataset_cases.case_id = run_cases.case_id
       WHERE run_cases.run = ? ORDER BY dataset_cases.position, run_cases.case_id`,
      run,
    )
    .map((row) => caseEntry(row, (scores.get(text(row, 'case_id')) ?? []).map(scoreEntry)))
}

function one<T>(entries: readonly T[]): T | null {
  return entries[0] ?? null
}
