/**
 * What each event does to the tables. The only writer of every table but `events`, used both when an
 * event is appended and when `verify` makes the tables again; so it depends on the event and the
 * tables alone. An event that contradicts the record is refused, and then nothing is written.
 */
import type { Connection } from './connection.ts'
import type { EventOf, RecordedEvent } from './events.ts'
import { canonicalJson } from '../canonical-json.ts'
import { projectCaseFailed, projectCaseFinished } from './project-cases.ts'
import {
  projectComparison,
  projectEvaluation,
  projectEvaluationFinished,
} from './project-evaluations.ts'
import {
  projectRunFinished,
  projectRunInterrupted,
  projectRunResumed,
  projectRunStarted,
} from './project-runs.ts'

/** Throws `not-found` or `conflict` when the event does not follow from what is recorded. */
export function project(event: RecordedEvent, db: Connection): void {
  projectHead(event, db)
  switch (event.type) {
    case 'dataset-frozen':
      return projectDataset(event, db)
    case 'tool-registered':
      return projectTool(event, db)
    case 'evaluation-created':
      return projectEvaluation(event, db)
    case 'evaluation-finished':
      return projectEvaluationFinished(event, db)
    case 'run-started':
      return projectRunStarted(event, db)
    case 'run-interrupted':
      return projectRunInterrupted(event, db)
    case 'run-resumed':
      return projectRunResumed(event, db)
    case 'run-finished':
      return projectRunFinished(event, db)
    case 'case-finished':
      return projectCaseFinished(event, db)
    case 'case-failed':
      return projectCaseFailed(event, db)
    case 'comparison-made':
      return projectComparison(event, db)
    case 'workspace-created':
    case 'tool-installed':
    case 'tool-removed':
    case 'record-verified':
    case 'independence-stated':
    case 'criteria-set':
    case 'mark-given':
    case 'statement-made':
    case 'tool-checked':
    case 'review-opened':
    case 'review-answered':
    case 'review-locked':
    case 'finding-noted':
    case 'finding-withdrawn':
    case 'note':
      return // the event says all there is
  }
}

/** Where the chain ends, so that a removed last event is missed even if it had no other effect. */
function projectHead(event: RecordedEvent, db: Connection): void {
  db.run('INSERT OR REPLACE INTO head (id, hash, seq) VALUES (1, ?, ?)', event.hash, event.seq)
}

/** Freezing the same content again, perhaps in another folder, renews its row. */
function projectDataset({ payload, seq, at }: EventOf<'dataset-frozen'>, db: Connection): void {
  db.run('DELETE FROM dataset_cases WHERE dataset = ?', payload.digest)
  db.run(
    `INSERT OR REPLACE INTO datasets (digest, name, folder, task, cases, document, frozen_at, seq)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
    payload.digest,
    payload.name,
    payload.folder,
    payload.task,
    payload.cases.length,
    canonicalJson(payload),
    at,
    seq,
  )
  for (const [position, item] of payload.cases.entries()) {
    db.run(
      `INSERT INTO dataset_cases (dataset, position, case_id, sample, role, image_path, image_sha256,
       truth_path, truth_sha256, seq) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      payload.digest,
      position,
      item.id,
      item.sample,
      item.role,
      item.image.path,
      item.image.sha256,
      item.truth.path,
      item.truth.sha256,
      seq,
    )
  }
}

function projectTool({ payload, seq, at }: EventOf<'tool-registered'>, db: Connection): void {
  db.run(
    `INSERT OR REPLACE INTO tools (digest, reference, kind, name, version, document, registered_at, seq)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
    payload.digest,
    payload.reference,
    payload.kind,
    payload.name,
    payload.version,
    canonicalJson(payload),
    at,
    seq,
  )
}
