/** Columns out of database rows, checked: a type that the schema does not allow is damage. */
import type { Digest, Json } from '../../contract/words.ts'
import { TouchstoneError } from '../errors.ts'
import type { SqlRow, SqlValue } from './sqlite-binding.ts'

export function text(row: SqlRow, column: string): string {
  const value = row[column]
  return typeof value === 'string' ? value : refuse(column, 'a text', value)
}

export function textOrNull(row: SqlRow, column: string): string | null {
  return row[column] === null ? null : text(row, column)
}

export function real(row: SqlRow, column: string): number {
  const value = row[column]
  return typeof value === 'number' ? value : refuse(column, 'a number', value)
}

export function realOrNull(row: SqlRow, column: string): number | null {
  return row[column] === null ? null : real(row, column)
}

export function integer(row: SqlRow, column: string): number {
  const value = row[column]
  return Number.isSafeInteger(value) ? Number(value) : refuse(column, 'a whole number', value)
}

export function digest(row: SqlRow, column: string): Digest {
  const value = text(row, column)
  return isDigest(value) ? value : refuse(column, 'a digest', value)
}

export function json(row: SqlRow, column: string): Json {
  const value = text(row, column)
  try {
    return JSON.parse(value) as Json
  } catch {
    return refuse(column, 'JSON', value)
  }
}

export function jsonOrNull(row: SqlRow, column: string): Json | null {
  return row[column] === null ? null : json(row, column)
}

/** One of a closed set of words. */
export function oneOf<T extends string>(row: SqlRow, column: string, words: readonly T[]): T {
  const value = text(row, column)
  return words.find((word) => word === value) ?? refuse(column, words.join(' or '), value)
}

function isDigest(value: string): value is Digest {
  return /^sha256:[0-9a-f]{64}$/.test(value)
}

function refuse(column: string, expected: string, value: SqlValue | undefined): never {
  const shown = value instanceof Uint8Array ? `${value.length} bytes` : String(value).slice(0, 80)
  throw new TouchstoneError(
    'record-damaged',
    `The record's column ${column} should hold ${expected} and holds ${shown}; run verify to see what was changed.`,
  )
}
