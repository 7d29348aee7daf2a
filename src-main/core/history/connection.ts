/**
 * One connection to a record: statements prepared once, transactions, and errors in the product's
 * words. Everything is synchronous: when a call returns, it has happened.
 */
import { existsSync, readFileSync, statSync } from 'node:fs'
import { TouchstoneError } from '../errors.ts'
import type { BoundDatabase, BoundStatement, SqlRow, SqlValue } from './sqlite-binding.ts'
import { openDatabase } from './sqlite-binding.ts'
import { translateSqliteError } from './sqlite-errors.ts'

const busyTimeoutMs = 10_000

export interface Connection {
  /** For messages: the path, or `:memory:`. */
  readonly file: string
  /** Number of rows changed. */
  run(sql: string, ...parameters: readonly SqlValue[]): number
  first(sql: string, ...parameters: readonly SqlValue[]): SqlRow | undefined
  all(sql: string, ...parameters: readonly SqlValue[]): SqlRow[]
  /** Rows as arrays, one at a time; use no other statement of this connection meanwhile. */
  rows(sql: string, ...parameters: readonly SqlValue[]): IterableIterator<readonly SqlValue[]>
  /** Several statements without parameters. */
  script(sql: string): void
  /** All or nothing; `immediate` takes the write lock at once, `deferred` is one view for reading. */
  transaction<T>(kind: 'immediate' | 'deferred', work: () => T): T
  /** The whole database as bytes. */
  serialize(): Buffer
  close(): void
}

/** Opens for writing, creating the file where it is missing; the folder must exist. */
export function connectForWriting(file: string): Connection {
  return connect(file, () => openDatabase(file, { timeout: busyTimeoutMs }))
}

/** Opens an existing record for reading only, also in a folder that cannot be written. */
export function connectForReading(file: string): Connection {
  if (!existsSync(file)) {
    throw new TouchstoneError('file-not-found', `There is no record at ${file}.`)
  }
  const options = { readonly: true, fileMustExist: true, timeout: busyTimeoutMs }
  const connection = connect(file, () => openDatabase(file, options))
  try {
    connection.first('SELECT count(*) FROM sqlite_schema')
    return connection
  } catch (error) {
    connection.close()
    if (!(error instanceof TouchstoneError) || error.code !== 'folder-read-only') throw error
    if (hasPendingWrites(file)) throw error
    // WAL needs a file for its index. Where none can be made and no write is pending, nobody
    // else can be writing, and a copy of the file in memory is the record as it lies.
    return copyIntoMemory(file)
  }
}

/** A private copy of a database given as bytes. */
export function connectToBytes(bytes: Buffer): Connection {
  return connect(':memory:', () => openDatabase(bytes, {}))
}

/** An empty database that spills into a temporary file when it is large, gone when closed. */
export function connectToTemporary(): Connection {
  return connect('a temporary database', () => {
    const database = openDatabase('', {})
    database.exec(
      'PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF; PRAGMA cache_size = -65536',
    )
    return database
  })
}

function copyIntoMemory(file: string): Connection {
  const bytes = readFileSync(file)
  // The header's read and write versions: 2 is WAL, which memory does not have; 1 is without.
  bytes.writeUInt8(1, 18)
  bytes.writeUInt8(1, 19)
  return connect(file, () => openDatabase(bytes, {}))
}

function hasPendingWrites(file: string): boolean {
  const log = `${file}-wal`
  return existsSync(log) && statSync(log).size > 0
}

function connect(file: string, open: () => BoundDatabase): Connection {
  const guarded = <T>(work: () => T): T => {
    try {
      return work()
    } catch (error) {
      throw translateSqliteError(error, file)
    }
  }
  const database = guarded(open)
  const statements = new Map<string, BoundStatement>()
  const prepared = (sql: string): BoundStatement => {
    let statement = statements.get(sql)
    if (statement === undefined) {
      statement = database.prepare(sql)
      statements.set(sql, statement)
    }
    return statement
  }
  return {
    file,
    run: (sql, ...parameters) => guarded(() => prepared(sql).run(...parameters).changes),
    first: (sql, ...parameters) => guarded(() => prepared(sql).get(...parameters)),
    all: (sql, ...parameters) => guarded(() => prepared(sql).all(...parameters)),
    rows: function* (sql, ...parameters) {
      try {
        // Not from the cache: raw() changes a statement for good.
        yield* database
          .prepare(sql)
          .raw()
          .iterate(...parameters)
      } catch (error) {
        throw translateSqliteError(error, file)
      }
    },
    script: (sql) => guarded(() => void database.exec(sql)),
    transaction: (kind, work) =>
      guarded(() => {
        database.exec(kind === 'immediate' ? 'BEGIN IMMEDIATE' : 'BEGIN DEFERRED')
        try {
          const result = work()
          database.exec('COMMIT')
          return result
        } catch (error) {
          if (database.inTransaction) database.exec('ROLLBACK')
          throw error
        }
      }),
    serialize: () => guarded(() => database.serialize()),
    close: () => guarded(() => void database.close()),
  }
}
