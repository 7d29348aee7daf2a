import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openHistory } from '../../../src-main/core/history/open-history.ts'
import { verify } from '../../../src-main/core/history/verify.ts'
import { recordInFolder, tamper, tamperPastTriggers, temporaryFolder } from './record-in-folder.ts'
import { recordEvaluation, sha, tickingClock } from './sample-record.ts'

const clock = tickingClock()

test('an untouched record is ok, by folder, by file, open and in memory', () => {
  const folder = recordInFolder(recordEvaluation)
  const inMemory = openHistory(':memory:', { clock })
  recordEvaluation(inMemory)
  const open = openHistory(folder, { clock })
  const expected = { ok: true, events: 17, head: open.head().hash, problems: [] }
  expect(open.verify()).toEqual(expected)
  expect(verify(folder)).toEqual(expected)
  expect(verify(join(folder, 'touchstone.sqlite'))).toEqual(expected)
  expect(inMemory.verify()).toEqual({ ...expected, head: inMemory.head().hash })
  open.close()
})

test('a new record is ok and has no head', () => {
  const folder = recordInFolder(() => undefined)
  expect(verify(folder)).toEqual({ ok: true, events: 0, head: null, problems: [] })
})

test('verifying changes no byte', () => {
  const file = join(recordInFolder(recordEvaluation), 'touchstone.sqlite')
  const before = readFileSync(file)
  verify(file)
  expect(readFileSync(file).equals(before)).toBe(true)
})

test('a score changed with SQL is found, with the event and both values', () => {
  const folder = recordInFolder(recordEvaluation)
  tamper(folder, (db) => {
    db.exec(
      `UPDATE scores SET value = 0.76 WHERE run = 'r1' AND case_id = 'b' AND metric = 'f1@0.5'`,
    )
  })
  const result = verify(folder)
  expect(result.ok).toBe(false)
  expect(result.problems).toEqual([
    {
      seq: 8,
      code: 'projection-differs',
      message:
        'The table scores, row "r1", "b", "f1@0.5", "1", "{\\"dataRange\\":255,\\"window\\":7}", "mean", "touchstone", has value = 0.76, and event 8 says 0.75.',
    },
  ])
})

test('one changed byte of a stored score in the file is found, with the event', () => {
  const folder = recordInFolder(recordEvaluation)
  const file = join(folder, 'touchstone.sqlite')
  const bytes = readFileSync(file)
  const third = Buffer.alloc(8)
  third.writeDoubleBE(1 / 3)
  const at = bytes.indexOf(third)
  expect(at).toBeGreaterThan(0)
  bytes.writeUInt8((bytes[at + 7] ?? 0) ^ 1, at + 7) // the last bit of 1/3
  writeFileSync(file, bytes)
  const result = verify(folder)
  expect(result.problems).toMatchObject([{ seq: 12, code: 'projection-differs' }])
  expect(result.problems[0]?.message).toContain('0.33333333333333326')
})

test('an infinity made finite, and a reason reworded, are found', () => {
  const folder = recordInFolder(recordEvaluation)
  tamper(folder, (db) => {
    db.exec(`UPDATE scores SET value = 1.7976931348623157e308 WHERE run = 'r1' AND metric = 'psnr'
      AND case_id = 'a'`)
    db.exec(`UPDATE scores SET undefined_reason = 'empty' WHERE run = 'r1' AND metric = 'dice'
      AND case_id = 'c'`)
  })
  expect(verify(folder).problems.map((problem) => problem.seq)).toEqual([7, 9])
})

test('an inserted and a deleted score are found', () => {
  const folder = recordInFolder(recordEvaluation)
  tamper(folder, (db) => {
    db.exec(`DELETE FROM scores WHERE run = 'r2' AND case_id = 'c' AND metric = 'psnr'`)
    db.exec(
      `INSERT INTO scores VALUES ('r2', 'b', 'f1@0.5', '1', '{}', 'mean', 'touchstone', 1, NULL, 13)`,
    )
  })
  expect(verify(folder).problems).toMatchObject([
    { seq: 13, code: 'row-unexpected' },
    { seq: 14, code: 'row-missing' },
  ])
})

test('a text that only looks the same is found', () => {
  const folder = recordInFolder(recordEvaluation)
  tamper(folder, (db) => {
    // U+FFFD is three bytes; F0 9F 98 is not UTF-8 and is read as U+FFFD.
    const { changes } = db
      .prepare(
        `UPDATE tools SET document = CAST(unhex(replace(hex(document), 'EFBFBD', 'F09F98')) AS TEXT)`,
      )
      .run()
    expect(changes).toBe(2)
  })
  expect(verify(folder).problems).toMatchObject([
    { seq: 3, code: 'projection-differs' },
    { seq: 4, code: 'projection-differs' },
  ])
})

test('an event changed behind the triggers is found in the chain and in what follows from it', () => {
  const folder = recordInFolder(recordEvaluation)
  tamperPastTriggers(folder, (db) => {
    db.exec(`UPDATE events SET payload = replace(payload, '0.75', '0.95') WHERE seq = 8`)
  })
  const { ok, problems } = verify(folder)
  expect(ok).toBe(false)
  expect(problems.map(({ seq, code }) => [seq, code])).toEqual([
    [8, 'hash-mismatch'],
    [8, 'projection-differs'],
  ])
})

test('a removed last event is found even if no table shows it', () => {
  const folder = recordInFolder(recordEvaluation)
  tamperPastTriggers(folder, (db) => db.exec('DELETE FROM events WHERE seq = 17'))
  expect(verify(folder).problems).toMatchObject([
    { seq: 16, code: 'projection-differs' },
    { seq: 16, code: 'projection-differs' },
  ])
})

test('a chain written anew as a whole is found with an anchor only', () => {
  const original = recordInFolder(recordEvaluation)
  const { head } = verify(original)
  if (head === null) throw new Error('the record has a head')
  const anchor = { seq: 17, hash: head }
  const rewritten = recordInFolder((history) => {
    recordEvaluation(history)
    history.append('note', { by: 'mara', text: 'more' })
  })
  const forged = recordInFolder((history) => {
    history.append('note', { by: 'other', text: 'first' })
    recordEvaluation(history)
  })
  const cut = recordInFolder((history) => {
    history.append('note', { by: 'other', text: 'first' })
  })
  expect(verify(original, { anchor }).ok).toBe(true)
  expect(verify(rewritten, { anchor }).ok).toBe(true) // grown, not changed
  expect(verify(forged).ok).toBe(true)
  expect(verify(forged, { anchor }).problems).toMatchObject([{ seq: 17, code: 'anchor-differs' }])
  expect(verify(cut, { anchor }).problems).toMatchObject([{ seq: 17, code: 'anchor-missing' }])
})

test('a file that is no database any more is a problem, not an exception', () => {
  const folder = temporaryFolder()
  writeFileSync(join(folder, 'touchstone.sqlite'), 'x'.repeat(9000))
  expect(verify(folder)).toMatchObject({
    ok: false,
    events: 0,
    head: null,
    problems: [{ seq: null, code: 'record-damaged' }],
  })
})

test('an empty database is not a record', () => {
  const folder = temporaryFolder()
  writeFileSync(join(folder, 'touchstone.sqlite'), '')
  expect(verify(folder).problems).toContainEqual({
    seq: null,
    code: 'record-damaged',
    message: `${join(folder, 'touchstone.sqlite')} has the record version 0, and reading needs 1; open its workspace once for writing.`,
  })
})

test('the file changed at any place is found or changes nothing', () => {
  const folder = recordInFolder(recordEvaluation)
  const file = join(folder, 'touchstone.sqlite')
  const original = readFileSync(file)
  const contents = rowsOf(folder)
  let found = 0
  for (let at = 4096; at < original.length; at += 613) {
    const bytes = Buffer.from(original)
    bytes.writeUInt8((bytes[at] ?? 0) ^ 0x15, at)
    writeFileSync(file, bytes)
    if (!verify(folder).ok) found++
    else expect(rowsOf(folder)).toEqual(contents)
  }
  expect(found).toBeGreaterThan(10)
})

test('an absent record and a newer one are errors', () => {
  expect(() => verify(temporaryFolder())).toThrow(
    expect.objectContaining({ code: 'file-not-found' }),
  )
  const folder = recordInFolder(recordEvaluation)
  tamper(folder, (db) => void db.pragma('user_version = 99'))
  expect(() => verify(folder)).toThrow(expect.objectContaining({ code: 'record-newer' }))
})

test('verifies one view while another program writes', () => {
  const folder = recordInFolder(recordEvaluation)
  const writer = openHistory(folder, { clock })
  writer.append('note', { by: sha('x'), text: 'not yet in the file itself' })
  expect(verify(folder)).toMatchObject({ ok: true, events: 18, head: writer.head().hash })
  writer.close()
})

function rowsOf(folder: string): unknown {
  const rows: unknown[] = []
  tamper(folder, (db) => {
    for (const { name } of db
      .prepare(`SELECT name FROM sqlite_schema WHERE type = 'table'`)
      .all()) {
      rows.push(name, db.prepare(`SELECT * FROM ${String(name)}`).all())
    }
  })
  return rows
}
