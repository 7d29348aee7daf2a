/**
 * better-sqlite3 13 behind types that are true. The published types are those of version 9: they
 * promise members that are gone (Statement.busy, .source, .reader) and loose parameters.
 */
import Database from 'better-sqlite3'

export type SqlValue = string | number | bigint | null | Uint8Array
export type SqlRow = Readonly<Record<string, SqlValue>>

/** A prepared statement of better-sqlite3 13, as far as the record uses it. */
export interface BoundStatement {
  run(...parameters: readonly SqlValue[]): { readonly changes: number }
  get(...parameters: readonly SqlValue[]): SqlRow | undefined
  all(...parameters: readonly SqlValue[]): SqlRow[]
  raw(): { iterate(...parameters: readonly SqlValue[]): IterableIterator<readonly SqlValue[]> }
}

/** A database of better-sqlite3 13, as far as the record uses it. */
export interface BoundDatabase {
  readonly inTransaction: boolean
  prepare(sql: string): BoundStatement
  exec(sql: string): unknown
  pragma(source: string): unknown
  serialize(): Buffer
  close(): unknown
}

export interface OpenOptions {
  readonly readonly?: boolean
  readonly fileMustExist?: boolean
  readonly timeout?: number // ms to wait for another program's lock
}

export const SqliteError = Database.SqliteError

/** A file, `:memory:`, `` (a temporary file) or the bytes of a database. */
export function openDatabase(source: string | Buffer, options: OpenOptions): BoundDatabase {
  // Checked against lib/ of better-sqlite3 13.2.0; the cast replaces the types of version 9.
  return new Database(source, options) as unknown as BoundDatabase
}
