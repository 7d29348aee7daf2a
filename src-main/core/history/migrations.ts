/**
 * The record's format, version by version; `user_version` in the file counts the steps taken.
 * Only forward. A step that changes a projection must also fill it from the events.
 */
import { TouchstoneError } from '../errors.ts'
import type { Connection } from './connection.ts'
import { integer } from './rows.ts'
import { schema1 } from './schema.ts'

/** No table changes: events may say how a model was executed, which programs of version 1 refuse to read. */
const schema2 = '-- execution of models'

/** No table changes: an order may say how its metrics were chosen. */
const schema3 = '-- choice of metrics'

/** No table changes: an order may be about the cases for tuning. */
const schema4 = '-- cases for tuning'

/** No table changes: people state whether images are independent of a tool. */
const schema5 = '-- independence of images'

/** No table changes: criteria, marks, statements and checks of tools. */
const schema6 = '-- criteria and their evidence'

/** No table changes: blinded reviews. */
const schema7 = '-- blinded reviews'

/** No table changes: places that people marked in images. */
const schema8 = '-- findings'

const steps: readonly string[] = [
  ...[schema1, schema2, schema3, schema4, schema5, schema6, schema7, schema8],
]

/** Versions from this one on have the same tables, so they are read without taking a step. */
const oldestReadable = 1

/** The version this program writes. */
export const recordVersion = steps.length

/** Marks the file as a Touchstone record in SQLite's header ("TsRc"). */
const applicationId = 0x54735263

/** What a database file says it is: ours at a version, or nothing yet (0). Throws when it is neither. */
export function readRecordVersion(connection: Connection): number {
  const version = pragma(connection, 'user_version')
  const application = pragma(connection, 'application_id')
  const objects = connection.first('SELECT count(*) AS n FROM sqlite_schema')
  const isEmpty = version === 0 && application === 0 && objects?.['n'] === 0
  if (application !== applicationId && !isEmpty) {
    throw new TouchstoneError(
      'record-damaged',
      `${connection.file} is a database, but not a Touchstone record (its application id is ${application}, expected ${applicationId}); move it away or choose another workspace.`,
    )
  }
  if (version > recordVersion) {
    throw new TouchstoneError(
      'record-newer',
      `The record ${connection.file} has version ${version}, and this program knows versions up to ${recordVersion}; open it with a newer Touchstone.`,
    )
  }
  return version
}

/** For reading, where no step can be taken: the version's tables must be those of this program. */
export function requireReadable(connection: Connection): void {
  const version = readRecordVersion(connection)
  if (version >= oldestReadable) return
  throw new TouchstoneError(
    'record-damaged',
    `${connection.file} has the record version ${version}, and reading needs ${oldestReadable}; open its workspace once for writing.`,
  )
}

/** Brings the database to this program's version, each step whole or not at all. */
export function migrate(connection: Connection): void {
  while (readRecordVersion(connection) < recordVersion) {
    connection.transaction('immediate', () => {
      // Read again: another process may have taken the step while we waited for the lock.
      const version = readRecordVersion(connection)
      const step = steps[version]
      if (step === undefined) return
      connection.script(step)
      connection.script(`PRAGMA application_id = ${applicationId}`)
      connection.script(`PRAGMA user_version = ${version + 1}`)
    })
  }
}

function pragma(connection: Connection, name: string): number {
  const row = connection.first(`PRAGMA ${name}`)
  return row === undefined ? 0 : integer(row, name)
}
