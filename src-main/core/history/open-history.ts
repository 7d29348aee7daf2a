/**
 * The record of a workspace: an append-only, hash-chained list of events in `touchstone.sqlite`, and
 * the tables derived from it. What `append` has returned survives a killed process and a power cut.
 */
import { accessSync, constants, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Digest } from '../../contract/words.ts'
import type { Verification } from '../../contract/record.ts'
import { TouchstoneError } from '../errors.ts'
import { canonicalJson } from '../canonical-json.ts'
import type { Connection } from './connection.ts'
import { connectForReading, connectForWriting, connectToBytes } from './connection.ts'
import { eventHash } from './event-hash.ts'
import type { EventOf, EventType, PayloadInput, RecordedEvent } from './events.ts'
import { parsePayload } from './events.ts'
import { migrate, readRecordVersion, requireReadable } from './migrations.ts'
import { project } from './projections.ts'
import type { Queries } from './queries.ts'
import { createQueries, head } from './queries.ts'
import { recordFileName } from './record-file.ts'
import type { VerifyOptions } from './verify.ts'
import { verifyConnection } from './verify.ts'

export interface HistoryOptions {
  /** The time of an event; the only clock the record knows. */
  readonly clock: () => Date
}

/** The record, for questions only. */
export interface HistoryReader extends Queries {
  /** The database file, or `:memory:`. */
  readonly file: string
  /** Checks everything; takes seconds for 100 000 events. Appends nothing. */
  verify(options?: VerifyOptions): Verification
  close(): void
}

export interface History extends HistoryReader {
  /**
   * Writes one event and what follows from it, all or nothing, on disk when this returns.
   * Throws `bad-request` for a wrong payload, `not-found` and `conflict` when it contradicts the
   * record, `disk-full`, `folder-read-only` or `record-damaged` when it cannot be written.
   */
  append<T extends EventType>(type: T, payload: PayloadInput<T>): EventOf<T>
}

/**
 * Opens the record of a workspace folder (made where missing), or one in memory for `:memory:`.
 * Throws `folder-read-only`, `disk-full`, `record-damaged`, `record-newer`, `not-allowed` where the
 * disk cannot hold a record safely.
 */
export function openHistory(workspaceDir: string, { clock }: HistoryOptions): History {
  const file = workspaceDir === ':memory:' ? workspaceDir : join(workspaceDir, recordFileName)
  if (file !== ':memory:') requireWritableFolder(workspaceDir)
  const connection = connectForWriting(file)
  try {
    readRecordVersion(connection) // before anything is written into a file that is not ours
    useSafeSettings(connection)
    migrate(connection)
  } catch (error) {
    connection.close()
    throw error
  }
  return {
    file,
    ...createQueries(connection),
    append: (type, payload) => append(connection, clock, type, payload),
    verify: (options = {}) => verifyApart(connection, options),
    close: () => {
      if (file !== ':memory:') connection.first('PRAGMA wal_checkpoint(TRUNCATE)')
      connection.close()
    },
  }
}

/**
 * Opens an existing record without the right to write, also in a folder that cannot be written.
 * Throws `file-not-found`, `record-damaged`, `record-newer`.
 */
export function openHistoryForReading(workspaceDir: string): HistoryReader {
  const file = join(workspaceDir, recordFileName)
  const connection = connectForReading(file)
  try {
    requireReadable(connection)
  } catch (error) {
    connection.close()
    throw error
  }
  return {
    file,
    ...createQueries(connection),
    verify: (options = {}) => verifyApart(connection, options),
    close: () => connection.close(),
  }
}

/** On a connection of its own, so that nothing else happens in the view that is verified. */
function verifyApart(connection: Connection, options: VerifyOptions): Verification {
  const { file } = connection
  const copy =
    file === ':memory:' ? connectToBytes(connection.serialize()) : connectForReading(file)
  try {
    return verifyConnection(copy, options)
  } finally {
    copy.close()
  }
}

function append<T extends EventType>(
  db: Connection,
  clock: () => Date,
  type: T,
  given: PayloadInput<T>,
): EventOf<T> {
  const text = canonicalJson(parsePayload(type, given))
  return db.transaction('immediate', () => {
    const last = head(db)
    const fields = { seq: last.seq + 1, previous: last.hash, at: clock().toISOString(), type }
    const hash: Digest = eventHash({ ...fields, payload: text })
    // What is projected is what was written: the canonical text, read again.
    const payload = parsePayload(type, JSON.parse(text))
    const event: EventOf<T> = { ...fields, payload, hash }
    db.run(
      'INSERT INTO events (seq, previous, at, type, payload, hash) VALUES (?, ?, ?, ?, ?, ?)',
      event.seq,
      event.previous,
      event.at,
      event.type,
      text,
      hash,
    )
    project(event as unknown as RecordedEvent, db)
    return event
  })
}

/** FULL: each commit reaches the disk before `append` returns, also when the power fails next. */
function useSafeSettings(connection: Connection): void {
  const mode = connection.first('PRAGMA journal_mode = WAL')?.['journal_mode']
  if (mode !== 'wal' && connection.file !== ':memory:') {
    throw new TouchstoneError(
      'not-allowed',
      `The record ${connection.file} needs the journal mode wal and its disk offers ${String(mode)}; choose a workspace on a local disk.`,
    )
  }
  connection.script(
    'PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA recursive_triggers = ON; PRAGMA trusted_schema = OFF',
  )
}

function requireWritableFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true })
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK)
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown'
    if (code === 'ENOSPC' || code === 'EDQUOT') {
      throw new TouchstoneError(
        'disk-full',
        `The workspace ${folder} cannot be made because its disk is full (${code}); free some space.`,
      )
    }
    throw new TouchstoneError(
      'folder-read-only',
      `The workspace ${folder} cannot be written (${code}); allow writing to it or choose another folder.`,
    )
  }
}
