/** Evaluations and comparisons as tables. An evaluation's state follows from its runs. */
import type { Json } from '../../contract/words.ts'
import { TouchstoneError } from '../errors.ts'
import { canonicalJson, digestOf } from '../canonical-json.ts'
import type { Connection } from './connection.ts'
import type { EventOf, Payload } from './events.ts'
import { requireNew, requireRow, requireSame } from './requirements.ts'
import { json, text } from './rows.ts'
import type { SqlRow } from './sqlite-binding.ts'

export type PlannedTool = Payload<'evaluation-created'>['tools'][number]

export function projectEvaluation(
  { payload, seq, at }: EventOf<'evaluation-created'>,
  db: Connection,
): void {
  requireNew(db, 'evaluations', payload.evaluation)
  const dataset = requireRow(db, 'datasets', payload.dataset)
  requireSame(`The task of dataset ${payload.dataset}`, text(dataset, 'task'), payload.task)
  for (const tool of payload.tools) requireRow(db, 'tools', tool.digest)
  const keys = new Set(payload.tools.map((tool) => tool.key))
  requireSame('The number of different tool keys', keys.size, payload.tools.length)
  db.run(
    `INSERT INTO evaluations (id, name, dataset, task, tools, settings, headline, alpha,
     minimal_relevant_difference, seed, state, reason, comparison, created_at, created_seq,
     finished_at, seq)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'pending', NULL, NULL, ?, ?, NULL, ?)`,
    payload.evaluation,
    payload.name,
    payload.dataset,
    payload.task,
    canonicalJson(payload.tools),
    canonicalJson(payload.settings),
    payload.headline,
    payload.alpha,
    payload.minimalRelevantDifference,
    payload.seed,
    at,
    seq,
    seq,
  )
}

export function projectEvaluationFinished(
  { payload, seq, at }: EventOf<'evaluation-finished'>,
  db: Connection,
): void {
  requireRow(db, 'evaluations', payload.evaluation)
  requireNoneRunning(db, payload.evaluation)
  db.run(
    'UPDATE evaluations SET state = ?, reason = ?, finished_at = ?, seq = ? WHERE id = ?',
    payload.state,
    payload.reason,
    at,
    seq,
    payload.evaluation,
  )
}

export function projectComparison(
  { payload, seq, at }: EventOf<'comparison-made'>,
  db: Connection,
): void {
  requireNew(db, 'comparisons', payload.comparison)
  const evaluation = requireRow(db, 'evaluations', payload.evaluation)
  requireAsOrdered(payload.document, evaluation)
  requireNoneRunning(db, payload.evaluation)
  const digest = digestOf(payload.document)
  requireSame(`The digest of comparison ${payload.comparison}`, digest, payload.digest)
  db.run(
    `INSERT INTO comparisons (id, evaluation, digest, document, made_at, seq)
     VALUES (?, ?, ?, ?, ?, ?)`,
    payload.comparison,
    payload.evaluation,
    payload.digest,
    canonicalJson(payload.document),
    at,
    seq,
  )
  db.run(
    `UPDATE evaluations SET state = 'done', reason = NULL, comparison = ?, finished_at = ?, seq = ?
     WHERE id = ?`,
    payload.comparison,
    at,
    seq,
    payload.evaluation,
  )
}

/** What the order fixed before any result existed; null where nothing was. */
const fixedByOrder = {
  headline: 'headline',
  alpha: 'alpha',
  minimalRelevantDifference: 'minimal_relevant_difference',
  seed: 'seed',
} as const

/** A comparison judges by what was ordered before its results were there, not by what suits them. */
function requireAsOrdered(document: Json, evaluation: SqlRow): void {
  const stated = new Map(Object.entries(document ?? {}))
  for (const [name, column] of Object.entries(fixedByOrder))
    if (stated.has(name))
      requireSame(`The ${name} that was ordered`, evaluation[column], stated.get(name))
}

/** The tool of that key in the evaluation's order. */
export function plannedTool(db: Connection, evaluation: string, key: string): PlannedTool {
  const tools = plannedTools(db, evaluation)
  const tool = tools.find((candidate) => candidate.key === key)
  if (tool !== undefined) return tool
  const known = tools.map((candidate) => candidate.key).join(', ')
  throw new TouchstoneError(
    'conflict',
    `The evaluation ${evaluation} was ordered with the tools ${known}, not with ${key}; start only runs of its order.`,
  )
}

/** Called after every change of a run: pending, running, interrupted, cancelled or failed. */
export function updateEvaluationState(
  db: Connection,
  evaluation: string,
  { seq, at }: { readonly seq: number; readonly at: string },
): void {
  const rows = db.all('SELECT state FROM runs WHERE evaluation = ?', evaluation)
  const runs = rows.map((row) => text(row, 'state'))
  const state = stateFromRuns(runs, plannedTools(db, evaluation).length)
  const isOver = state === 'cancelled' || state === 'failed'
  db.run(
    'UPDATE evaluations SET state = ?, reason = NULL, finished_at = ?, seq = ? WHERE id = ?',
    state,
    isOver ? at : null,
    seq,
    evaluation,
  )
}

/** `done` is never the answer: that takes the comparison. */
export function stateFromRuns(runs: readonly string[], planned: number): string {
  if (runs.length === 0) return 'pending'
  if (runs.includes('running')) return 'running'
  if (runs.includes('interrupted')) return 'interrupted'
  if (runs.includes('cancelled')) return 'cancelled'
  if (runs.length >= planned && runs.every((state) => state === 'failed')) return 'failed'
  return 'running'
}

function requireNoneRunning(db: Connection, evaluation: string): void {
  const running = db.all(
    `SELECT id FROM runs WHERE evaluation = ? AND state = 'running'`,
    evaluation,
  )
  requireSame(`The number of runs going on in ${evaluation}`, running.length, 0)
}

function plannedTools(db: Connection, evaluation: string): readonly PlannedTool[] {
  // Written by projectEvaluation from a checked payload.
  const row = requireRow(db, 'evaluations', evaluation)
  return json(row, 'tools') as unknown as readonly PlannedTool[]
}
