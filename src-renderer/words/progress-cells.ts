/** The small cells of a running evaluation, one per run and case, from the record and the events since. Pure. */
import type { ProgressEvent, RunRecord, RunSummary } from '../../src-main/contract/evaluations.ts'

export interface Cell {
  /** Null while the case has not been heard of. */
  readonly caseId: string | null
  readonly state: 'pending' | 'running' | 'done' | 'failed'
  /** Why it failed, or what is being done. */
  readonly message: string | null
}

/**
 * Cells in the record's order, then in the order in which events name new cases; filled up to `run.cases`.
 * What was under way when the run was stopped waits again.
 */
export function cellsOf(
  run: RunSummary,
  record: RunRecord | null,
  events: readonly ProgressEvent[],
): readonly Cell[] {
  const cells = new Map<string, Cell>()
  for (const result of record?.caseResults ?? []) {
    const message = result.failure?.message ?? null
    cells.set(result.case, { caseId: result.case, state: result.state, message })
  }
  for (const event of events) {
    if (event.run !== run.id || event.case === null) continue
    const cell = cellAfter(event, event.case)
    const settled = cells.get(event.case)?.state
    // The record may be newer than an event read after it.
    if (cell && !(cell.state === 'running' && (settled === 'done' || settled === 'failed')))
      cells.set(event.case, cell)
  }
  const isOver = run.state !== 'running' && run.state !== 'pending'
  const known = [...cells.values()].map((cell) =>
    isOver && cell.state === 'running'
      ? { ...cell, state: 'pending' as const, message: null }
      : cell,
  )
  const unknown = Math.max(0, run.cases - known.length)
  const waiting: Cell = { caseId: null, state: 'pending', message: null }
  return [...known, ...Array.from({ length: unknown }, () => waiting)]
}

function cellAfter(event: ProgressEvent, caseId: string): Cell | null {
  if (event.type === 'case-started' || event.type === 'case-progress')
    return { caseId, state: 'running', message: event.message }
  if (event.type === 'case-finished') return { caseId, state: 'done', message: null }
  if (event.type === 'case-failed') return { caseId, state: 'failed', message: event.message }
  return null
}
