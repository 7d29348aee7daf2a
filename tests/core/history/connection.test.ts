import { chmodSync, existsSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import {
  connectForReading,
  connectForWriting,
  connectToBytes,
  connectToTemporary,
} from '../../../src-main/core/history/connection.ts'
import { asOrdinaryUser, temporaryFolder } from './record-in-folder.ts'

test('a transaction is all or nothing', () => {
  const db = connectForWriting(':memory:')
  db.script('CREATE TABLE t (a INTEGER) STRICT')
  expect(() =>
    db.transaction('immediate', () => {
      db.run('INSERT INTO t VALUES (?)', 1)
      throw new RangeError('stop')
    }),
  ).toThrow(RangeError)
  expect(db.all('SELECT * FROM t')).toEqual([])
  const answer = db.transaction('immediate', () => db.run('INSERT INTO t VALUES (?), (?)', 1, 2))
  expect(answer).toBe(2)
  expect(db.first('SELECT count(*) AS n FROM t')).toEqual({ n: 2 })
})

test('rows come as arrays without changing the prepared statement', () => {
  const db = connectToTemporary()
  db.script('CREATE TABLE t (a INTEGER); INSERT INTO t VALUES (1), (2)')
  const sql = 'SELECT a FROM t'
  expect(db.all(sql)).toEqual([{ a: 1 }, { a: 2 }])
  expect([...db.rows(sql)]).toEqual([[1], [2]])
  expect(db.all(sql)).toEqual([{ a: 1 }, { a: 2 }])
})

test('every way to fail speaks of the file', () => {
  const db = connectForWriting(':memory:')
  const error = expect.objectContaining({ code: 'internal' }) as Error
  expect(() => db.script('SELEKT')).toThrow(error)
  expect(() => db.run('DELETE FROM absent')).toThrow(error)
  expect(() => db.first('SELECT * FROM absent')).toThrow(error)
  expect(() => db.all('SELECT * FROM absent')).toThrow(error)
  expect(() => [...db.rows('SELECT * FROM absent')]).toThrow(error)
})

test('reading a file that is not there makes none', () => {
  const file = join(temporaryFolder(), 'x.sqlite')
  expect(() => connectForReading(file)).toThrow(expect.objectContaining({ code: 'file-not-found' }))
  expect(existsSync(file)).toBe(false)
})

test('a connection for reading does not write', () => {
  const file = join(temporaryFolder(), 'x.sqlite')
  const writer = connectForWriting(file)
  writer.script('CREATE TABLE t (a INTEGER)')
  const reader = connectForReading(file)
  expect(() => reader.run('INSERT INTO t VALUES (1)')).toThrow(
    expect.objectContaining({ code: 'folder-read-only' }),
  )
  reader.close()
  writer.close()
})

test('one view for reading does not see what is written meanwhile', () => {
  const file = join(temporaryFolder(), 'x.sqlite')
  const writer = connectForWriting(file)
  writer.script('PRAGMA journal_mode = WAL; CREATE TABLE t (a INTEGER)')
  const reader = connectForReading(file)
  const count = () => reader.first('SELECT count(*) AS n FROM t')?.['n']
  reader.transaction('deferred', () => {
    expect(count()).toBe(0)
    writer.run('INSERT INTO t VALUES (1)')
    expect(count()).toBe(0)
  })
  expect(count()).toBe(1)
  reader.close()
  writer.close()
})

test('bytes of a database open as a private copy', () => {
  const db = connectForWriting(':memory:')
  db.script('CREATE TABLE t (a INTEGER); INSERT INTO t VALUES (5)')
  const copy = connectToBytes(db.serialize())
  copy.run('DELETE FROM t')
  expect(db.first('SELECT a FROM t')).toEqual({ a: 5 })
})

test('a closed WAL file is read in a folder that cannot be written, names with spaces too', () => {
  const folder = temporaryFolder()
  const file = join(folder, 'a record #1?.sqlite')
  const writer = connectForWriting(file)
  writer.script('PRAGMA journal_mode = WAL; CREATE TABLE t (a INTEGER); INSERT INTO t VALUES (5)')
  writer.close()
  chmodSync(file, 0o444)
  chmodSync(folder, 0o555)
  asOrdinaryUser(() => {
    const reader = connectForReading(file)
    expect(reader.first('SELECT a FROM t')).toEqual({ a: 5 })
    reader.close()
  })
  chmodSync(folder, 0o755)
})
