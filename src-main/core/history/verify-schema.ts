/** Tables, indexes and triggers exactly as the migrations make them: a dropped trigger leaves a trace. */
import type { Connection } from './connection.ts'
import type { ReportProblem } from './problems.ts'
import { text, textOrNull } from './rows.ts'

/** Reports `trigger-missing`, `trigger-differs` and `schema-differs`. */
export function checkSchema(record: Connection, fresh: Connection, report: ReportProblem): void {
  const expected = schemaOf(fresh)
  const found = schemaOf(record)
  for (const [name, sql] of expected) {
    const other = found.get(name)
    if (other === sql) continue
    const isTrigger = name.startsWith('trigger ')
    if (other === undefined) {
      const code = isTrigger ? 'trigger-missing' : 'schema-differs'
      report(null, code, `The ${name} of the record's format is missing.`)
    } else {
      const code = isTrigger ? 'trigger-differs' : 'schema-differs'
      report(null, code, `The ${name} is not the one of the record's format.`)
    }
  }
  for (const name of found.keys()) {
    if (expected.has(name)) continue
    report(null, 'schema-differs', `The ${name} does not belong to the record's format.`)
  }
}

/** `trigger events_refuse_update` and so on, with the statement that made it. */
function schemaOf(connection: Connection): ReadonlyMap<string, string> {
  // SQLite's own tables (sqlite_stat1, automatic indexes) carry nothing of the record.
  const rows = connection.all(
    `SELECT type, name, tbl_name, sql FROM sqlite_schema WHERE name NOT GLOB 'sqlite_*'`,
  )
  return new Map(
    rows.map((row) => [
      `${text(row, 'type')} ${text(row, 'name')}`,
      `${text(row, 'tbl_name')}: ${textOrNull(row, 'sql') ?? ''}`,
    ]),
  )
}
