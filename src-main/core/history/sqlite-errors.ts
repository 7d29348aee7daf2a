/** SQLite's result codes in the product's words. */
import { SqliteError } from './sqlite-binding.ts'
import type { ErrorCode } from '../../contract/error-codes.ts'
import { TouchstoneError } from '../errors.ts'

/** The error to throw instead of `error`; anything that is not SQLite's comes back as it is. */
export function translateSqliteError(error: unknown, file: string): unknown {
  if (!(error instanceof SqliteError)) return error
  const [code, sentence] = explain(error.code, file)
  return new TouchstoneError(code, `${sentence} (${error.code}: ${error.message})`, {
    file,
    sqlite: error.code,
  })
}

function explain(code: string, file: string): readonly [ErrorCode, string] {
  const family = code.split('_').slice(0, 2).join('_')
  switch (family) {
    case 'SQLITE_FULL':
      return [
        'disk-full',
        `The record ${file} cannot grow because its disk is full; nothing recorded so far is lost. Free some space and resume`,
      ]
    case 'SQLITE_READONLY':
    case 'SQLITE_CANTOPEN':
    case 'SQLITE_PERM':
    case 'SQLITE_AUTH':
      return [
        'folder-read-only',
        `The record ${file} cannot be written; allow writing to its folder and to the file or choose another workspace`,
      ]
    case 'SQLITE_CORRUPT':
    case 'SQLITE_NOTADB':
      return [
        'record-damaged',
        `The record ${file} is not a readable database any more; restore it from a copy, and keep the damaged file`,
      ]
    case 'SQLITE_BUSY':
    case 'SQLITE_LOCKED':
      return ['conflict', `Another program keeps the record ${file} locked; close it and try again`]
    case 'SQLITE_CONSTRAINT':
      return ['conflict', `The record ${file} refuses this entry`]
    case 'SQLITE_IOERR':
      return [
        'file-unreadable',
        `The record ${file} could not be read or written by the system; check the disk and its quota`,
      ]
    default:
      return ['internal', `The record ${file} could not be used`]
  }
}
