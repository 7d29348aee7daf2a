/** What an event may rely on: the rows it names must be in the record, in a state that allows it. */
import { TouchstoneError } from '../errors.ts'
import type { Connection } from './connection.ts'
import type { SqlRow } from './sqlite-binding.ts'
import { text } from './rows.ts'

type Named = 'evaluations' | 'runs' | 'datasets' | 'tools' | 'comparisons'

const words: Readonly<Record<Named, string>> = {
  evaluations: 'evaluation',
  runs: 'run',
  datasets: 'dataset',
  tools: 'tool',
  comparisons: 'comparison',
}

/** The row of that id or digest; throws `not-found`. */
export function requireRow(db: Connection, table: Named, id: string): SqlRow {
  const row = findRow(db, table, id)
  if (row === undefined) {
    throw new TouchstoneError('not-found', `The record has no ${words[table]} ${id}.`)
  }
  return row
}

/** Throws `conflict` where the id is taken: nothing recorded is ever replaced. */
export function requireNew(db: Connection, table: Named, id: string): void {
  const row = findRow(db, table, id)
  if (row === undefined) return
  throw new TouchstoneError(
    'conflict',
    `The record already has the ${words[table]} ${id} (event ${String(row['seq'])}); choose a new id.`,
  )
}

/** The run, in one of the states; throws `not-found` or `conflict`. */
export function requireRun(db: Connection, id: string, states: readonly string[]): SqlRow {
  const row = requireRow(db, 'runs', id)
  const state = text(row, 'state')
  if (states.includes(state)) return row
  throw new TouchstoneError(
    'conflict',
    `The run ${id} is ${state}, and this needs it to be ${states.join(' or ')}.`,
  )
}

/** Throws `conflict` naming both values. */
export function requireSame(what: string, recorded: unknown, given: unknown): void {
  if (recorded === given) return
  throw new TouchstoneError(
    'conflict',
    `${what} is ${String(recorded)} in the record and ${String(given)} in this event; record what really happened.`,
  )
}

function findRow(db: Connection, table: Named, id: string): SqlRow | undefined {
  const key = table === 'datasets' || table === 'tools' ? 'digest' : 'id'
  return db.first(`SELECT * FROM ${table} WHERE ${key} = ?`, id)
}
