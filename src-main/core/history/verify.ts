/**
 * Is the record what was written? Every hash and link, the schema with its triggers, and every row of
 * every table against what the events say. Reads one view of the file, so others may write meanwhile.
 */
import { statSync } from 'node:fs'
import { join } from 'node:path'
import type { Verification } from '../../contract/record.ts'
import type { Digest } from '../../contract/words.ts'
import { isTouchstoneError, messageOf } from '../errors.ts'
import type { Connection } from './connection.ts'
import { connectForReading, connectToTemporary } from './connection.ts'
import { migrate, requireReadable } from './migrations.ts'
import type { ReportProblem } from './problems.ts'
import { collectProblems } from './problems.ts'
import { recordFileName } from './record-file.ts'
import { checkChain } from './verify-chain.ts'
import { checkProjections } from './verify-projections.ts'
import { checkSchema } from './verify-schema.ts'

/** A head as `verify` or `head()` gave it. */
export interface Anchor {
  readonly seq: number
  readonly hash: string
}

export interface VerifyOptions {
  /** A head noted elsewhere: the record must still contain it. Shows a chain rewritten as a whole. */
  readonly anchor?: Anchor
}

/**
 * Verifies the record of a workspace folder, or a record file, and never writes to it.
 * Throws `file-not-found` and `record-newer`; whatever else is wrong is a problem in the answer.
 */
export function verify(path: string, options: VerifyOptions = {}): Verification {
  const isFolder = statSync(path, { throwIfNoEntry: false })?.isDirectory() === true
  const file = isFolder ? join(path, recordFileName) : path
  let connection: Connection
  try {
    connection = connectForReading(file)
  } catch (error) {
    if (!isTouchstoneError(error) || error.code !== 'record-damaged') throw error
    const problems = [{ seq: null, code: error.code, message: error.message }]
    return { ok: false, events: 0, head: null, problems }
  }
  try {
    return verifyConnection(connection, options)
  } finally {
    connection.close()
  }
}

export function verifyConnection(record: Connection, { anchor }: VerifyOptions): Verification {
  const { report, problems } = collectProblems()
  const replay = connectToTemporary()
  try {
    migrate(replay)
    let end: ChainEnd = { events: 0, head: null }
    attempt(report, () => {
      record.transaction('deferred', () => {
        attempt(report, () => checkFile(record, report))
        attempt(report, () => checkSchema(record, replay, report))
        attempt(report, () => {
          end = checkChain(record, replay, anchor, report)
        })
        attempt(report, () => checkProjections(record, replay, report))
      })
    })
    const found = problems()
    return { ok: found.length === 0, ...end, problems: found }
  } finally {
    replay.close()
  }
}

interface ChainEnd {
  readonly events: number
  readonly head: Digest | null
}

/** A damaged part ends its own check and not the others. */
function attempt(report: ReportProblem, check: () => void): void {
  try {
    check()
  } catch (error) {
    if (!isTouchstoneError(error) || error.code === 'record-newer') throw error
    report(null, 'record-damaged', messageOf(error))
  }
}

/** SQLite's own check of pages, indexes, types and constraints. */
function checkFile(record: Connection, report: ReportProblem): void {
  attempt(report, () => requireReadable(record))
  for (const row of record.all('PRAGMA integrity_check')) {
    const message = String(row['integrity_check'])
    if (message !== 'ok')
      report(null, 'record-damaged', `The database is not consistent: ${message}.`)
  }
}
