import { randomBytes } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openDatabase, SqliteError } from '../../../src-main/core/history/sqlite-binding.ts'
import { translateSqliteError } from '../../../src-main/core/history/sqlite-errors.ts'
import { temporaryFolder } from './record-in-folder.ts'

function thrownBy(act: () => unknown): unknown {
  try {
    act()
  } catch (error) {
    return error
  }
  throw new Error('nothing was thrown')
}

test('a database that may not grow is a full disk', () => {
  const db = openDatabase(':memory:', {})
  db.exec('CREATE TABLE t (a BLOB); PRAGMA max_page_count = 3')
  const error = thrownBy(() => db.prepare('INSERT INTO t VALUES (?)').run(randomBytes(100_000)))
  expect(error).toMatchObject({ code: 'SQLITE_FULL' })
  expect(translateSqliteError(error, '/w/touchstone.sqlite')).toMatchObject({
    code: 'disk-full',
    message: expect.stringContaining('/w/touchstone.sqlite cannot grow') as string,
  })
})

test('a file that is no database is a damaged record', () => {
  const file = join(temporaryFolder(), 'x.sqlite')
  writeFileSync(file, randomBytes(8192))
  const db = openDatabase(file, {})
  const error = thrownBy(() => db.prepare('SELECT * FROM sqlite_schema').all())
  expect(translateSqliteError(error, file)).toMatchObject({ code: 'record-damaged' })
})

test.each([
  ['SQLITE_FULL', 'disk-full'],
  ['SQLITE_READONLY_DIRECTORY', 'folder-read-only'],
  ['SQLITE_CANTOPEN', 'folder-read-only'],
  ['SQLITE_CORRUPT_VTAB', 'record-damaged'],
  ['SQLITE_NOTADB', 'record-damaged'],
  ['SQLITE_BUSY_SNAPSHOT', 'conflict'],
  ['SQLITE_CONSTRAINT_UNIQUE', 'conflict'],
  ['SQLITE_IOERR_WRITE', 'file-unreadable'],
  ['SQLITE_ERROR', 'internal'],
])('%s is %s', (sqlite, code) => {
  const error = translateSqliteError(new SqliteError('why', sqlite), 'f')
  expect(error).toMatchObject({ code, details: { file: 'f', sqlite } })
  expect((error as Error).message).toContain(`(${sqlite}: why)`)
})

test('other errors stay what they are', () => {
  const error = new RangeError('x')
  expect(translateSqliteError(error, 'f')).toBe(error)
})
