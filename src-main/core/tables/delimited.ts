/**
 * Text tables (RFC 4180): comma, semicolon or tab between cells, quotes around cells that hold one of
 * them, decimal points or, where the comma does not separate cells, decimal commas. The first line
 * names the columns: their order is never guessed.
 */
import { TouchstoneError } from '../errors.ts'
import { isNumber, shortened, type Table, type TableRow } from './table.ts'

const mostColumns = 10_000

/** TouchstoneError 'format-corrupt' naming the line and both counts where a row has other cells than the head. */
export function parseDelimited(path: string, text: string): Table {
  const body = text.startsWith('\uFEFF') ? text.slice(1) : text
  const delimiter = delimiterOf(body)
  const [head, ...rows] = recordsOf(path, body, delimiter)
  if (head === undefined) throw corrupt(path, 'it is empty; its first line must name the columns')
  const columns = head.cells
  requireHead(path, columns)
  for (const { place, cells } of rows)
    if (cells.length !== columns.length)
      throw corrupt(
        path,
        `${place} has ${cells.length} cells and the first line names ${columns.length} columns`,
      )
  const decimalComma = usesDecimalComma(path, rows)
  const notes = [
    ...(delimiter === ';' ? [`${path} separates its cells by semicolons.`] : []),
    ...(decimalComma ? [`${path} writes decimal commas; 1,5 was read as 1.5.`] : []),
  ]
  return { path, columns, rows, decimalComma, notes }
}

function delimiterOf(text: string): string {
  const head = /^[^\r\n]*/.exec(text)![0].replaceAll(/"[^"]*"/g, '')
  if (head.includes('\t')) return '\t'
  return head.includes(';') ? ';' : ','
}

/** Lines that hold nothing are passed over; a quoted cell may hold line breaks. */
function recordsOf(path: string, text: string, delimiter: string): TableRow[] {
  const records: TableRow[] = []
  let [line, at] = [1, 0]
  while (at < text.length) {
    const place = `line ${line}`
    const cells: string[] = []
    for (let more = true; more;) {
      let cell = ''
      while (text[at] === ' ') at++
      if (text[at] === '"') {
        const [quoted, end] = quotedCell(path, text, at, place)
        line += quoted.split('\n').length - 1
        cell = quoted
        at = end
        while (text[at] === ' ') at++
        if (at < text.length && text[at] !== delimiter && text[at] !== '\n' && text[at] !== '\r')
          throw corrupt(path, `${place} goes on after the closing quote of a cell`)
      } else {
        const start = at
        while (at < text.length && text[at] !== delimiter && text[at] !== '\n' && text[at] !== '\r')
          at++
        cell = text.slice(start, at)
      }
      cells.push(cell.trim())
      if (cells.length > mostColumns)
        throw corrupt(path, `${place} has more than ${mostColumns} cells`)
      more = text[at] === delimiter
      if (more) at++
    }
    if (text[at] === '\r') at++
    if (text[at] === '\n') at++
    line++
    if (cells.length > 1 || cells[0] !== '') records.push({ place, cells })
  }
  return records
}

function quotedCell(path: string, text: string, start: number, place: string): [string, number] {
  let cell = ''
  for (let at = start + 1; ;) {
    const end = text.indexOf('"', at)
    if (end < 0) throw corrupt(path, `${place} opens a quote that is never closed`)
    cell += text.slice(at, end)
    if (text[end + 1] !== '"') return [cell, end + 1]
    cell += '"'
    at = end + 2
  }
}

function requireHead(path: string, columns: readonly string[]): void {
  if (columns.every((name) => isNumber(name, true)))
    throw corrupt(
      path,
      `its first line holds numbers (${shortened(columns.join(', '))}) where the columns are named; add a line such as y,x`,
    )
  const names = columns.map((name) => name.toLowerCase())
  const twice = names.find((name, place) => name !== '' && names.indexOf(name) !== place)
  if (twice !== undefined) throw corrupt(path, `its first line names the column ${twice} twice`)
}

/** A file writes one or the other: both in one file cannot be told from thousands and mistakes. */
function usesDecimalComma(path: string, rows: readonly TableRow[]): boolean {
  let comma: string | null = null
  let point: string | null = null
  for (const { place, cells } of rows)
    for (const cell of cells) {
      if (comma === null && cell.includes(',') && isNumber(cell, true))
        comma = `${cell} in ${place}`
      if (point === null && cell.includes('.') && isNumber(cell)) point = `${cell} in ${place}`
      if (comma !== null && point !== null)
        throw corrupt(
          path,
          `it writes both decimal commas (${comma}) and decimal points (${point}); export it with one of them`,
        )
    }
  return comma !== null
}

function corrupt(path: string, what: string): TouchstoneError {
  return new TouchstoneError('format-corrupt', `${path} cannot be read as a table: ${what}.`, {
    path,
  })
}
