import { expect, test } from 'vitest'
import { openDatabase, SqliteError } from '../../../src-main/core/history/sqlite-binding.ts'

test('the installed library has the members that our types promise', () => {
  const db = openDatabase(':memory:', {})
  expect(db.inTransaction).toBe(false)
  db.exec('CREATE TABLE t (a INTEGER, b REAL) STRICT')
  const insert = db.prepare('INSERT INTO t VALUES (?, ?)')
  expect(insert.run(1, Infinity).changes).toBe(1)
  const select = db.prepare('SELECT * FROM t')
  expect(select.get()).toEqual({ a: 1, b: Infinity })
  expect(select.all()).toEqual([{ a: 1, b: Infinity }])
  expect([...select.raw().iterate()]).toEqual([[1, Infinity]])
  expect(db.pragma('user_version')).toEqual([{ user_version: 0 }])
  const copy = openDatabase(db.serialize(), {})
  expect(copy.prepare('SELECT b FROM t').get()).toEqual({ b: Infinity })
  expect(() => db.exec('SELEKT')).toThrow(SqliteError)
  db.close()
})
