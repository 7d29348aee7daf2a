import { expect, test } from 'vitest'
import type { BoundDatabase } from '../../../src-main/core/history/sqlite-binding.ts'
import { canonicalJson } from '../../../src-main/core/canonical-json.ts'
import { eventHash } from '../../../src-main/core/history/event-hash.ts'
import { verify } from '../../../src-main/core/history/verify.ts'
import { recordInFolder, tamperPastTriggers } from './record-in-folder.ts'
import { casePayload, recordEvaluation, sha } from './sample-record.ts'

function codesAfter(act: (db: BoundDatabase) => void) {
  const folder = recordInFolder(recordEvaluation)
  tamperPastTriggers(folder, act)
  const { ok, problems } = verify(folder)
  expect(ok).toBe(false)
  return problems.map(({ seq, code }) => `${seq} ${code}`)
}

test.each(['at', 'type', 'payload', 'previous', 'hash'])('a changed %s is found', (field) => {
  const changed = {
    at: '2026-11-22T00:00:00.000Z',
    type: 'record-verified',
    payload: '{"by":"mara","text":"x"}',
    previous: sha('x'),
    hash: sha('x'),
  }[field]
  const codes = codesAfter((db) => {
    db.prepare(`UPDATE events SET ${field} = ? WHERE seq = 17`).run(changed ?? null)
  })
  expect(codes).toContain('17 hash-mismatch')
})

test('a removed event in the middle is a gap and a broken link', () => {
  const codes = codesAfter((db) => db.exec('DELETE FROM events WHERE seq = 9'))
  expect(codes).toContain('10 sequence-gap')
  expect(codes).toContain('10 link-broken')
  expect(codes).toContain('9 row-unexpected')
  expect(codes).toContain('10 event-not-applicable') // the run's counts are not those of its cases
})

test('swapped events are found', () => {
  const codes = codesAfter((db) =>
    db.exec(`UPDATE events SET seq = 100 WHERE seq = 7; UPDATE events SET seq = 7 WHERE seq = 8;
      UPDATE events SET seq = 8 WHERE seq = 100`),
  )
  for (const code of ['7 hash-mismatch', '8 hash-mismatch', '7 link-broken', '9 link-broken']) {
    expect(codes).toContain(code)
  }
})

test('a payload with other spacing is not canonical', () => {
  const codes = codesAfter((db) =>
    db.exec(`UPDATE events SET payload = replace(payload, ',', ', ') WHERE seq = 15`),
  )
  expect(codes).toEqual(['15 hash-mismatch', '15 payload-not-canonical'])
})

test('a payload that is no JSON is found', () => {
  const codes = codesAfter((db) => db.exec(`UPDATE events SET payload = '{' WHERE seq = 17`))
  expect(codes.slice(0, 2)).toEqual(['17 hash-mismatch', '17 payload-not-canonical'])
})

test.each([
  ['an unknown type', 'gone', '{}', 'event-invalid'],
  ['a payload that is not of its type', 'note', '{"by":"mara"}', 'event-invalid'],
  ['canonical JSON in another form', 'note', '{"text":"x","by":"mara"}', 'payload-not-canonical'],
  [
    'a second result of a finished case',
    'case-finished',
    canonicalJson(casePayload('r1', 'a', 1)),
    'event-not-applicable',
  ],
])('a forged event with a right hash is found by %s', (_, type, payload, code) => {
  const codes = codesAfter((db) => forge(db, type, payload, '2026-11-22T00:00:00.000Z'))
  expect(codes).toContain(`18 ${code}`)
  expect(codes).not.toContain('18 hash-mismatch')
})

test('a time that is not ISO 8601 in UTC is found', () => {
  const payload = '{"by":"mara","text":"x"}'
  for (const at of ['yesterday', '2026-11-22', '2026-11-22T10:00:00+01:00']) {
    expect(codesAfter((db) => forge(db, 'note', payload, at))).toContain('18 event-invalid')
  }
})

test('a forged last event is found because no table follows it', () => {
  const payload = '{"by":"mara","text":"x"}'
  const codes = codesAfter((db) => forge(db, 'note', payload, '2026-11-22T00:00:00.000Z'))
  expect(codes).toEqual(['18 projection-differs', '18 projection-differs'])
})

function forge(db: BoundDatabase, type: string, payload: string, at: string): void {
  const last = db.prepare('SELECT seq, hash FROM events ORDER BY seq DESC LIMIT 1').get()
  const fields = { seq: Number(last?.['seq']) + 1, previous: String(last?.['hash']), at, type }
  db.prepare('INSERT INTO events VALUES (?, ?, ?, ?, ?, ?)').run(
    fields.seq,
    fields.previous,
    at,
    type,
    payload,
    eventHash({ ...fields, payload }),
  )
}
