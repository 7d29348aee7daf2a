/**
 * Every row of every derived table, compared column by column with the row that the events give.
 * An untouched table holds the same rows in the same order as the replay's, which one quick scan
 * shows. Any other is read again in the order of its keys, to say which rows are missing, unexpected or
 * changed. Rows are read from the tables themselves, never from an index, and never held in memory.
 */
import type { Connection } from './connection.ts'
import type { ReportProblem } from './problems.ts'
import { integer, text } from './rows.ts'
import type { SqlValue } from './sqlite-binding.ts'

type Row = readonly SqlValue[]

interface Table {
  readonly name: string
  readonly columns: readonly string[] // key columns first
  readonly keys: number // how many of them are the key
  readonly seq: number // position of the column `seq`
}

/** Reports `projection-differs`, `row-missing` and `row-unexpected`, each with the event concerned. */
export function checkProjections(
  record: Connection,
  replay: Connection,
  report: ReportProblem,
): void {
  for (const table of derivedTables(replay)) checkTable(table, record, replay, report)
}

function derivedTables(replay: Connection): readonly Table[] {
  return replay
    .all(`SELECT name FROM sqlite_schema WHERE type = 'table' AND name <> 'events' ORDER BY name`)
    .map((row) => describe(text(row, 'name'), replay))
}

function describe(name: string, replay: Connection): Table {
  const info = replay.all('SELECT name, pk FROM pragma_table_info(?)', name).map((row) => ({
    name: text(row, 'name'),
    pk: integer(row, 'pk'), // 1, 2, ... within the key, 0 outside it
  }))
  const keys = info.filter((column) => column.pk > 0).sort((a, b) => a.pk - b.pk)
  const columns = [...keys, ...info.filter((column) => column.pk === 0)].map(({ name }) => name)
  return { name, columns, keys: keys.length, seq: columns.indexOf('seq') }
}

function checkTable(
  table: Table,
  record: Connection,
  replay: Connection,
  report: ReportProblem,
): void {
  const doubtful: Row[] = []
  if (!isSameInOrder(table, record, replay, doubtful)) {
    doubtful.length = 0
    reportDifferences(table, record, replay, doubtful, report)
  }
  for (const row of doubtful) compareBytes(table, row, record, replay, report)
}

function isSameInOrder(
  table: Table,
  record: Connection,
  replay: Connection,
  doubtful: Row[],
): boolean {
  const sql = `SELECT ${table.columns.join(', ')} FROM ${table.name} NOT INDEXED ORDER BY rowid`
  for (const [expected, found] of inStep(replay.rows(sql), record.rows(sql), () => 0)) {
    if (expected === undefined || found === undefined) return false
    for (let i = 0; i < expected.length; i++) if (!Object.is(expected[i], found[i])) return false
    if (expected.some(isDoubtful)) doubtful.push(expected)
  }
  return true
}

function reportDifferences(
  table: Table,
  record: Connection,
  replay: Connection,
  doubtful: Row[],
  report: ReportProblem,
): void {
  const keys = table.columns.slice(0, table.keys).join(', ')
  const sql = `SELECT ${table.columns.join(', ')} FROM ${table.name} NOT INDEXED ORDER BY ${keys}`
  const byKey = (a: Row, b: Row): number => compareKeys(a, b, table.keys)
  for (const [expected, found] of inStep(replay.rows(sql), record.rows(sql), byKey)) {
    if (expected === undefined && found !== undefined) {
      report(
        seqOf(found, table),
        'row-unexpected',
        `The table ${table.name} has a row ${keyText(found, table)} that no event wrote.`,
      )
    } else if (expected !== undefined && found === undefined) {
      report(
        seqOf(expected, table),
        'row-missing',
        `The table ${table.name} lacks the row ${keyText(expected, table)} that event ${String(seqOf(expected, table))} wrote.`,
      )
    } else if (expected !== undefined && found !== undefined) {
      compareRows(table, expected, found, report)
      if (expected.some(isDoubtful)) doubtful.push(expected)
    }
  }
}

function compareRows(table: Table, expected: Row, found: Row, report: ReportProblem): void {
  for (let i = table.keys; i < expected.length; i++) {
    if (Object.is(expected[i], found[i])) continue
    report(
      seqOf(expected, table),
      'projection-differs',
      `The table ${table.name}, row ${keyText(expected, table)}, has ${table.columns[i]} = ${show(found[i])}, and event ${String(seqOf(expected, table))} says ${show(expected[i])}.`,
    )
  }
}

/** Bytes that are not UTF-8 are read as U+FFFD; where one stands, equal texts may hide unequal bytes. */
function isDoubtful(value: SqlValue): boolean {
  return typeof value === 'string' && value.includes('\ufffd')
}

function compareBytes(
  table: Table,
  row: Row,
  record: Connection,
  replay: Connection,
  report: ReportProblem,
): void {
  const bytes = table.columns.map((column) => `hex(CAST(${column} AS BLOB))`).join(` || ',' || `)
  const condition = table.columns.slice(0, table.keys).map((column) => `${column} = ?`)
  const sql = `SELECT ${bytes} AS bytes FROM ${table.name} WHERE ${condition.join(' AND ')}`
  const key = row.slice(0, table.keys)
  if (replay.first(sql, ...key)?.['bytes'] === record.first(sql, ...key)?.['bytes']) return
  report(
    seqOf(row, table),
    'projection-differs',
    `The table ${table.name}, row ${keyText(row, table)}, has a text whose bytes are not those that event ${String(seqOf(row, table))} wrote.`,
  )
}

/** Pairs the rows of two lists in the same order; `undefined` where one side has none. */
function* inStep(
  expected: Iterator<Row>,
  found: Iterator<Row>,
  compare: (a: Row, b: Row) => number,
): Generator<readonly [Row | undefined, Row | undefined]> {
  try {
    let left = next(expected)
    let right = next(found)
    while (left !== undefined || right !== undefined) {
      const order = left === undefined ? 1 : right === undefined ? -1 : compare(left, right)
      yield [order <= 0 ? left : undefined, order >= 0 ? right : undefined]
      if (order <= 0) left = next(expected)
      if (order >= 0) right = next(found)
    }
  } finally {
    // Where one side breaks off, the other must let go of its connection.
    expected.return?.()
    found.return?.()
  }
}

function next(rows: Iterator<Row>): Row | undefined {
  const step = rows.next()
  return step.done === true ? undefined : step.value
}

function compareKeys(a: Row, b: Row, keys: number): number {
  for (let i = 0; i < keys; i++) {
    const order = compareValues(a[i] ?? null, b[i] ?? null)
    if (order !== 0) return order
  }
  return 0
}

/** SQLite's order: null, numbers, texts by their UTF-8 bytes, bytes. */
function compareValues(a: SqlValue, b: SqlValue): number {
  if (a === b) return 0
  if (typeof a === 'string' && typeof b === 'string') {
    return Buffer.compare(Buffer.from(a), Buffer.from(b))
  }
  if (typeof a === 'number' && typeof b === 'number') return a - b
  if (a instanceof Uint8Array && b instanceof Uint8Array) return Buffer.compare(a, b)
  return rank(a) - rank(b)
}

function rank(value: SqlValue): number {
  if (value === null) return 0
  if (typeof value === 'string') return 2
  return value instanceof Uint8Array ? 3 : 1
}

function seqOf(row: Row, table: Table): number | null {
  const seq = row[table.seq]
  return typeof seq === 'number' ? seq : null
}

function keyText(row: Row, table: Table): string {
  return row.slice(0, table.keys).map(show).join(', ')
}

function show(value: SqlValue | undefined): string {
  if (typeof value === 'string') {
    return JSON.stringify(value.length > 200 ? `${value.slice(0, 200)}...` : value)
  }
  return value instanceof Uint8Array ? `${value.length} bytes` : String(value)
}
