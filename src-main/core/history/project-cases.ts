/** Cases and scores as tables. A finished case is never written again; a failed one may be tried again. */
import type { Real } from '../../contract/words.ts'
import { TouchstoneError } from '../errors.ts'
import { canonicalJson } from '../canonical-json.ts'
import type { Connection } from './connection.ts'
import type { EventOf, RecordedScore } from './events.ts'
import { requireRun } from './requirements.ts'
import { text } from './rows.ts'

export function projectCaseFinished(event: EventOf<'case-finished'>, db: Connection): void {
  const { payload, seq, at } = event
  requireOpenCase(db, payload.run, payload.case)
  db.run(
    `INSERT OR REPLACE INTO run_cases (run, case_id, state, provider, seconds, notes, outputs,
     failure_code, failure_message, ended_at, seq)
     VALUES (?, ?, 'done', ?, ?, ?, ?, NULL, NULL, ?, ?)`,
    payload.run,
    payload.case,
    payload.provider,
    canonicalJson(payload.seconds),
    canonicalJson(payload.notes),
    canonicalJson(payload.outputs),
    at,
    seq,
  )
  for (const score of payload.scores) insertScore(db, payload.run, payload.case, score, seq)
}

export function projectCaseFailed(
  { payload, seq, at }: EventOf<'case-failed'>,
  db: Connection,
): void {
  requireOpenCase(db, payload.run, payload.case)
  db.run(
    `INSERT OR REPLACE INTO run_cases (run, case_id, state, provider, seconds, notes, outputs,
     failure_code, failure_message, ended_at, seq)
     VALUES (?, ?, 'failed', NULL, '{}', '[]', '[]', ?, ?, ?, ?)`,
    payload.run,
    payload.case,
    payload.code,
    payload.message,
    at,
    seq,
  )
}

/** JSON's words for infinities as the numbers that SQLite keeps. */
export function realFromJson(value: Real): number {
  if (value === 'Infinity') return Infinity
  return value === '-Infinity' ? -Infinity : value
}

function insertScore(
  db: Connection,
  run: string,
  caseId: string,
  score: RecordedScore,
  seq: number,
): void {
  db.run(
    `INSERT INTO scores (run, case_id, metric, metric_version, options, aggregation,
     empty_case_policy, value, undefined_reason, seq) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    run,
    caseId,
    score.metric,
    score.version,
    canonicalJson(score.options),
    score.aggregation,
    score.emptyCasePolicy,
    'value' in score ? realFromJson(score.value) : null,
    'undefined' in score ? score.undefined : null,
    seq,
  )
}

function requireOpenCase(db: Connection, run: string, caseId: string): void {
  const row = requireRun(db, run, ['running'])
  const dataset = text(row, 'dataset_digest')
  const known = db.first(
    'SELECT 1 AS known FROM dataset_cases WHERE dataset = ? AND case_id = ?',
    dataset,
    caseId,
  )
  if (known === undefined) {
    throw new TouchstoneError('not-found', `The dataset of run ${run} has no case ${caseId}.`)
  }
  const earlier = db.first(
    `SELECT seq FROM run_cases WHERE run = ? AND case_id = ? AND state = 'done'`,
    run,
    caseId,
  )
  if (earlier === undefined) return
  throw new TouchstoneError(
    'conflict',
    `The case ${caseId} of run ${run} is already finished (event ${String(earlier['seq'])}); a finished case is not written again.`,
  )
}
