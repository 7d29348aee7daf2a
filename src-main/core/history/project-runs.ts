/** Runs as a table: started, interrupted, resumed, finished. No run is ever removed. */
import { canonicalJson } from '../canonical-json.ts'
import type { Connection } from './connection.ts'
import type { EventOf } from './events.ts'
import { plannedTool, updateEvaluationState } from './project-evaluations.ts'
import { requireNew, requireRow, requireRun, requireSame } from './requirements.ts'
import { integer, text } from './rows.ts'

export function projectRunStarted(event: EventOf<'run-started'>, db: Connection): void {
  const { payload, seq, at } = event
  requireNew(db, 'runs', payload.run)
  const evaluation = requireRow(db, 'evaluations', payload.evaluation)
  const planned = plannedTool(db, payload.evaluation, payload.key)
  requireSame(`The tool digest of ${payload.key}`, planned.digest, payload.toolDigest)
  requireSame('The dataset digest', text(evaluation, 'dataset'), payload.datasetDigest)
  db.run(
    `INSERT INTO runs (id, evaluation, key, role, reference, dataset_digest, tool_digest, settings,
     metric_options, seed, cases, versions, host, user, requested_provider, state, reason, started_at,
     started_seq, finished_at, seq)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'running', NULL, ?, ?, NULL, ?)`,
    payload.run,
    payload.evaluation,
    payload.key,
    planned.role,
    planned.reference,
    payload.datasetDigest,
    payload.toolDigest,
    canonicalJson(payload.settings),
    canonicalJson(payload.metricOptions),
    payload.seed,
    payload.cases,
    canonicalJson(payload.versions),
    payload.host,
    payload.user,
    payload.requestedProvider,
    at,
    seq,
    seq,
  )
  updateEvaluationState(db, payload.evaluation, event)
}

export function projectRunInterrupted(event: EventOf<'run-interrupted'>, db: Connection): void {
  const { payload, seq } = event
  const run = requireRun(db, payload.run, ['running'])
  db.run(
    `UPDATE runs SET state = 'interrupted', reason = ?, seq = ? WHERE id = ?`,
    payload.reason,
    seq,
    payload.run,
  )
  updateEvaluationState(db, text(run, 'evaluation'), event)
}

/** The row shows the environment that the run went on in; the earlier one stays in its event. */
export function projectRunResumed(event: EventOf<'run-resumed'>, db: Connection): void {
  const { payload, seq } = event
  const run = requireRun(db, payload.run, ['interrupted', 'cancelled', 'failed'])
  db.run(
    `UPDATE runs SET state = 'running', reason = NULL, finished_at = NULL, versions = ?, host = ?,
     user = ?, requested_provider = ?, seq = ? WHERE id = ?`,
    canonicalJson(payload.versions),
    payload.host,
    payload.user,
    payload.requestedProvider,
    seq,
    payload.run,
  )
  updateEvaluationState(db, text(run, 'evaluation'), event)
}

/** The counts given must be those of the record, so that no case is lost on the way. */
export function projectRunFinished(event: EventOf<'run-finished'>, db: Connection): void {
  const { payload, seq, at } = event
  const run = requireRun(db, payload.run, ['running', 'interrupted'])
  requireSame(
    `The number of done cases of ${payload.run}`,
    countCases(db, payload.run, 'done'),
    payload.done,
  )
  requireSame(
    `The number of failed cases of ${payload.run}`,
    countCases(db, payload.run, 'failed'),
    payload.failed,
  )
  if (payload.state === 'done') {
    const ended = payload.done + payload.failed
    requireSame(`The number of cases of ${payload.run}`, integer(run, 'cases'), ended)
  }
  db.run(
    'UPDATE runs SET state = ?, reason = ?, finished_at = ?, seq = ? WHERE id = ?',
    payload.state,
    payload.reason,
    at,
    seq,
    payload.run,
  )
  updateEvaluationState(db, text(run, 'evaluation'), event)
}

function countCases(db: Connection, run: string, state: 'done' | 'failed'): number {
  const row = db.first(
    'SELECT count(*) AS n FROM run_cases WHERE run = ? AND state = ?',
    run,
    state,
  )
  return row === undefined ? 0 : integer(row, 'n')
}
