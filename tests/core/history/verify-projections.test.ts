import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isTouchstoneError } from '../../../src-main/core/errors.ts'
import type { BoundDatabase, SqlValue } from '../../../src-main/core/history/sqlite-binding.ts'
import type { History } from '../../../src-main/core/history/open-history.ts'
import { verify } from '../../../src-main/core/history/verify.ts'
import { recordInFolder, tamper, tamperPastTriggers } from './record-in-folder.ts'
import {
  caseIds,
  casePayload,
  comparisonPayload,
  environment,
  evaluationPayload,
  recordEvaluation,
  recordOrder,
  runPayload,
} from './sample-record.ts'

const tables = [
  'comparisons',
  'dataset_cases',
  'datasets',
  'evaluations',
  'events',
  'head',
  'run_cases',
  'runs',
  'scores',
  'tools',
]

test('every column of every row is compared', () => {
  const folder = recordInFolder(recordEvaluation)
  const file = join(folder, 'touchstone.sqlite')
  const original = readFileSync(file)
  const missed: string[] = []
  for (const table of tables) {
    for (const column of columnsOf(folder, table)) {
      tamperPastTriggers(folder, (db) => changeCell(db, { table, row: 1, column: column.name }))
      const { ok } = verify(folder)
      if (ok) missed.push(`${table}.${column.name}`)
      writeFileSync(file, original)
    }
  }
  expect(missed).toEqual([])
})

test.each(tables)('a row taken out of %s is missed, wherever it stood', (table) => {
  const folder = recordInFolder(recordEvaluation)
  const file = join(folder, 'touchstone.sqlite')
  const original = readFileSync(file)
  for (let row = 0; row < rowCount(folder, table); row++) {
    tamperPastTriggers(folder, (db) => deleteRow(db, table, row))
    expect(verify(folder).ok).toBe(false)
    writeFileSync(file, original)
  }
})

test('rows are paired in the order of SQLite, which is that of UTF-8 and not of UTF-16', () => {
  const ids = ['\uffee', '\u{10000}', 'z', 'é']
  const folder = recordInFolder((history) => {
    recordOrder(history, ids)
    history.append('run-started', runPayload('r1', 'otsu', 'e1', ids))
    for (const id of ids) history.append('case-finished', casePayload('r1', id))
  })
  expect(verify(folder).ok).toBe(true)
  tamper(folder, (db) => db.prepare('DELETE FROM run_cases WHERE case_id = ?').run('\uffee'))
  expect(verify(folder).problems).toMatchObject([{ seq: 7, code: 'row-missing' }])
})

test('the same rows in another order are the same record', () => {
  const folder = recordInFolder(recordEvaluation)
  tamper(folder, (db) => {
    db.exec(`CREATE TEMP TABLE kept AS SELECT * FROM main.scores WHERE case_id = 'a';
      DELETE FROM main.scores WHERE case_id = 'a';
      INSERT INTO main.scores SELECT * FROM kept ORDER BY metric DESC; VACUUM`)
  })
  expect(verify(folder)).toMatchObject({ ok: true, problems: [] })
  tamper(folder, (db) => db.exec(`UPDATE scores SET seq = 8 WHERE case_id = 'a' AND run = 'r1'`))
  expect(verify(folder).problems.map((problem) => problem.seq)).toEqual([7, 7, 7])
})

test('any single edit of any table is found, whatever was recorded', () => {
  const action = fc.record({
    kind: fc.constantFrom(
      'evaluation',
      'run',
      'case',
      'fail',
      'interrupt',
      'resume',
      'end',
      'note',
    ),
    which: fc.nat(3),
    value: fc.double({ noNaN: true, noDefaultInfinity: true }),
    text: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 8 }),
  })
  const edit = fc.record({
    kind: fc.constantFrom('change', 'delete', 'insert'),
    table: fc.constantFrom(...tables),
    row: fc.nat(30),
    column: fc.nat(20),
  })
  fc.assert(
    fc.property(
      fc.array(action, { maxLength: 25 }),
      edit,
      (actions, { kind, table, row, column }) => {
        const folder = recordInFolder((history) => {
          recordOrder(history)
          for (const one of actions) act(history, one)
        })
        expect(verify(folder)).toMatchObject({ ok: true, problems: [] })
        const rows = rowCount(folder, table)
        fc.pre(rows > 0)
        const columns = columnsOf(folder, table)
        const name = columns[column % columns.length]?.name ?? ''
        tamperPastTriggers(folder, (db) => {
          if (kind === 'delete') deleteRow(db, table, row % rows)
          else if (kind === 'insert') insertCopy(db, table, row % rows)
          else changeCell(db, { table, row: row % rows, column: name })
        })
        expect(verify(folder).ok).toBe(false)
      },
    ),
    { numRuns: 60 },
  )
})

interface Action {
  readonly kind: string
  readonly which: number
  readonly value: number
  readonly text: string
}

/** One step that may or may not fit the record's state; what does not fit is refused and leaves nothing. */
function act(history: History, { kind, which, value, text }: Action): void {
  const run = `r${which}`
  const id = caseIds[which % caseIds.length] ?? 'a'
  const counts = history.run(run) ?? { done: 0, failed: 0 }
  const end = { run, done: counts.done, failed: counts.failed, reason: text }
  try {
    if (kind === 'evaluation') history.append('evaluation-created', evaluationPayload(`e${which}`))
    if (kind === 'run') history.append('run-started', runPayload(run))
    if (kind === 'case') history.append('case-finished', casePayload(run, id, value))
    if (kind === 'fail') {
      history.append('case-failed', { run, case: id, code: 'engine-failed', message: text })
    }
    if (kind === 'interrupt') history.append('run-interrupted', { run, reason: text })
    if (kind === 'resume') history.append('run-resumed', { run, ...environment })
    if (kind === 'end') {
      history.append('run-finished', { ...end, state: which % 2 === 0 ? 'done' : 'cancelled' })
      history.append('comparison-made', comparisonPayload(`c${history.head().seq}`))
    }
    if (kind === 'note') history.append('note', { by: 'mara', text })
  } catch (error) {
    if (!isTouchstoneError(error)) throw error
    expect(['conflict', 'not-found']).toContain(error.code)
  }
}

function rowCount(folder: string, table: string): number {
  let count = 0
  tamper(folder, (db) => {
    count = Number(db.prepare(`SELECT count(*) AS n FROM ${table}`).get()?.['n'])
  })
  return count
}

function columnsOf(folder: string, table: string): { name: string; type: string }[] {
  let columns: { name: string; type: string }[] = []
  tamper(folder, (db) => {
    columns = db
      .prepare('SELECT name, type FROM pragma_table_info(?)')
      .all(table)
      .map((row) => ({ name: String(row['name']), type: String(row['type']) }))
  })
  return columns
}

/** The n-th row's key as a condition. */
function keyOf(db: BoundDatabase, table: string, row: number): [string, SqlValue[]] {
  const keys = db
    .prepare('SELECT name FROM pragma_table_info(?) WHERE pk > 0 ORDER BY pk')
    .all(table)
  const names = keys.map((key) => String(key['name']))
  const found = db
    .prepare(
      `SELECT * FROM ${table} ORDER BY ${names.join(', ')} LIMIT 1 OFFSET min(?,
      (SELECT count(*) - 1 FROM ${table}))`,
    )
    .get(row)
  if (found === undefined) throw new Error(`${table} is empty`)
  return [
    names.map((name) => `${name} IS ?`).join(' AND '),
    names.map((name) => found[name] ?? null),
  ]
}

/** The smallest change that the column's type allows: one step of a number, one character of a text. */
function changeCell(
  db: BoundDatabase,
  { table, row, column }: { table: string; row: number; column: string },
): void {
  db.exec('PRAGMA ignore_check_constraints = ON')
  const [condition, key] = keyOf(db, table, row)
  const cell = db.prepare(`SELECT ${column} AS value FROM ${table} WHERE ${condition}`).get(...key)
  const type = db
    .prepare('SELECT type FROM pragma_table_info(?) WHERE name = ?')
    .get(table, column)?.['type']
  const changed = nextValue(cell?.['value'] ?? null, type === 'TEXT')
  db.prepare(`UPDATE ${table} SET ${column} = ? WHERE ${condition}`).run(changed, ...key)
}

function nextValue(value: SqlValue, isText: boolean): SqlValue {
  if (value === null) return isText ? '' : 0
  if (typeof value === 'string') return value === '' ? ' ' : `${value.slice(0, -1)}\u0001`
  if (typeof value !== 'number') throw new Error('the record has texts and numbers only')
  return Number.isSafeInteger(value) ? value + 1000 : nextDouble(value)
}

function nextDouble(value: number): number {
  const bits = Buffer.alloc(8)
  bits.writeDoubleBE(value)
  bits.writeUInt8((bits[7] ?? 0) ^ 1, 7)
  const next = bits.readDoubleBE()
  return Number.isNaN(next) ? 0 : next // infinity has no neighbour above
}

function deleteRow(db: BoundDatabase, table: string, row: number): void {
  const [condition, key] = keyOf(db, table, row)
  expect(db.prepare(`DELETE FROM ${table} WHERE ${condition}`).run(...key).changes).toBe(1)
}

/** A copy of a row under a new key. */
function insertCopy(db: BoundDatabase, table: string, row: number): void {
  db.exec('PRAGMA ignore_check_constraints = ON')
  const [condition, key] = keyOf(db, table, row)
  const found = db.prepare(`SELECT * FROM ${table} WHERE ${condition}`).get(...key)
  if (found === undefined) throw new Error('the row was found a moment ago')
  const copy = { ...found }
  if (table === 'events') Object.assign(copy, { seq: Number(found['seq']) + 1000, hash: 'copy' })
  else {
    const first = db.prepare('SELECT name FROM pragma_table_info(?) WHERE pk = 1').get(table)
    const name = String(first?.['name'])
    copy[name] = typeof copy[name] === 'string' ? `${copy[name]}-copy` : 2
  }
  const names = Object.keys(copy)
  const places = names.map(() => '?').join(', ')
  db.prepare(`INSERT INTO ${table} (${names.join(', ')}) VALUES (${places})`).run(
    ...Object.values(copy),
  )
}
