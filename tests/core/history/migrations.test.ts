import { expect, test } from 'vitest'
import { connectForWriting, connectToTemporary } from '../../../src-main/core/history/connection.ts'
import {
  migrate,
  readRecordVersion,
  recordVersion,
} from '../../../src-main/core/history/migrations.ts'
import { openHistory, openHistoryForReading } from '../../../src-main/core/history/open-history.ts'
import { verify } from '../../../src-main/core/history/verify.ts'
import { recordInFolder, tamper } from './record-in-folder.ts'
import { recordEvaluation, sha, tickingClock } from './sample-record.ts'

test('an empty database becomes a record of this version, once', () => {
  const db = connectToTemporary()
  expect(readRecordVersion(db)).toBe(0)
  migrate(db)
  expect(readRecordVersion(db)).toBe(recordVersion)
  migrate(db)
  expect(readRecordVersion(db)).toBe(recordVersion)
})

test('a newer record is refused in a sentence with both versions, and left as it is', () => {
  const folder = recordInFolder(recordEvaluation)
  tamper(folder, (db) => void db.pragma(`user_version = ${recordVersion + 6}`))
  const message = expect.stringContaining(
    `has version ${recordVersion + 6}, and this program knows versions up to ${recordVersion}`,
  ) as string
  const newer = expect.objectContaining({ code: 'record-newer', message }) as Error
  expect(() => openHistory(folder, { clock: tickingClock() })).toThrow(newer)
  tamper(folder, (db) =>
    expect(db.pragma('user_version')).toEqual([{ user_version: recordVersion + 6 }]),
  )
})

test("another program's database is refused", () => {
  const db = connectForWriting(':memory:')
  db.script('CREATE TABLE photos (a INTEGER)')
  expect(() => migrate(db)).toThrow(
    expect.objectContaining({
      code: 'record-damaged',
      message: expect.stringContaining('not a Touchstone record') as string,
    }),
  )
})

const insert = `INSERT INTO events (seq, previous, at, type, payload, hash) VALUES`
const lastHash = `(SELECT hash FROM events ORDER BY seq DESC LIMIT 1)`

test.each([
  ['changing a payload', `UPDATE events SET payload = '{}' WHERE seq = 2`, 'never changed'],
  ['changing nothing', 'UPDATE events SET hash = hash', 'never changed'],
  ['deleting one event', 'DELETE FROM events WHERE seq = 17', 'never deleted'],
  ['deleting all events', 'DELETE FROM events', 'never deleted'],
  ['leaving a gap', `${insert} (19, ${lastHash}, 't', 'note', '{}', 'h')`, 'next number'],
  ['filling in before', `${insert} (0, ${lastHash}, 't', 'note', '{}', 'h')`, 'next number'],
  [
    'leaving the number out',
    `${insert} (NULL, ${lastHash}, 't', 'note', '{}', 'h')`,
    'next number',
  ],
  [
    'replacing',
    `INSERT OR REPLACE INTO events SELECT * FROM events WHERE seq = 3`,
    'names the hash',
  ],
  ['forking', `${insert} (18, '${sha('x')}', 't', 'note', '{}', 'h')`, 'names the hash'],
  [
    'replacing by hash',
    `INSERT OR REPLACE INTO events (seq, previous, at, type, payload, hash)
     SELECT 18, ${lastHash}, at, type, payload, hash FROM events WHERE seq = 3`,
    'names the hash',
  ],
])('the database itself refuses %s', (_, sql, reason) => {
  const folder = recordInFolder(recordEvaluation)
  tamper(folder, (db) => {
    db.exec('PRAGMA recursive_triggers = OFF') // as in the sqlite shell
    expect(() => db.exec(sql)).toThrow(new RegExp(`append-only: .*${reason}`))
    expect(db.prepare('SELECT count(*) AS n FROM events').get()).toEqual({ n: 17 })
  })
})

test('a score is a value or a reason in the database too', () => {
  const folder = recordInFolder(recordEvaluation)
  tamper(folder, (db) => {
    expect(() => db.exec('UPDATE scores SET value = NULL')).toThrow(/CHECK/)
    expect(() => db.exec(`UPDATE scores SET value = 'high'`)).toThrow(/REAL/)
  })
})

test('a record of version 1 is read and verified as it is, and opened for writing', () => {
  const folder = recordInFolder(recordEvaluation)
  tamper(folder, (db) => void db.pragma('user_version = 1'))
  expect(verify(folder)).toMatchObject({ ok: true, events: 17, problems: [] })
  const reading = openHistoryForReading(folder)
  expect(reading.run('r1')).toMatchObject({ execution: null, fallbacks: [], providers: ['cpu'] })
  expect(reading.evaluation('e1')).toMatchObject({ execution: null, measurement: null })
  expect(reading.casesOfRun('r1')[0]).toMatchObject({ provider: 'cpu', fallbacks: [] })
  reading.close()
  tamper(folder, (db) => expect(db.pragma('user_version')).toEqual([{ user_version: 1 }]))
  openHistory(folder, { clock: tickingClock() }).close()
  tamper(folder, (db) =>
    expect(db.pragma('user_version')).toEqual([{ user_version: recordVersion }]),
  )
  expect(verify(folder)).toMatchObject({ ok: true, events: 17 })
})
