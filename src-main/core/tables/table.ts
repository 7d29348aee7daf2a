/** A small table of text cells, whatever file it came from: columns by name, rows with their place. */
import { TouchstoneError } from '../errors.ts'

export interface TableRow {
  /** For messages: `line 7` of a text file, `entry 6` of a list. */
  readonly place: string
  /** One per column. */
  readonly cells: readonly string[]
}

export interface Table {
  readonly path: string
  /** As written, without spaces around. */
  readonly columns: readonly string[]
  readonly rows: readonly TableRow[]
  /** Whether numbers are written as `1,5`. */
  readonly decimalComma: boolean
  /** What a person should know of how the file was read. */
  readonly notes: readonly string[]
}

const numberPattern = /^[-+]?(\d+(\.\d*)?|\.\d+)(e[-+]?\d+)?$/i
const notFinite = /^[-+]?(nan|n\/a|na|null|none|inf|infinity)?$/i

/** TouchstoneError 'image-not-finite' for nothing, NaN and infinities, 'format-corrupt' for words. */
export function numberAt(table: Table, row: TableRow, column: number): number {
  const text = row.cells[column]!
  const plain = table.decimalComma ? text.replace(',', '.') : text
  const value = Number(plain)
  if (numberPattern.test(plain) && Number.isFinite(value)) return value
  const what = text === '' ? 'empty' : `"${shortened(text)}"`
  const isGap = notFinite.test(text) || numberPattern.test(plain)
  throw new TouchstoneError(
    isGap ? 'image-not-finite' : 'format-corrupt',
    `${table.path}, ${row.place}: the column ${table.columns[column]} is ${what}, and a finite number belongs there; correct or remove the row.`,
    { path: table.path, place: row.place, column: table.columns[column], text: shortened(text) },
  )
}

/** Place of the first column with one of these names, in any case; -1 where there is none. */
export function columnNamed(columns: readonly string[], names: readonly string[]): number {
  const plain = columns.map((name) => name.toLowerCase())
  for (const name of names) {
    const place = plain.indexOf(name)
    if (place >= 0) return place
  }
  return -1
}

export function isNumber(text: string, decimalComma = false): boolean {
  return numberPattern.test(decimalComma ? text.replace(',', '.') : text)
}

export function shortened(text: string): string {
  return text.length > 40 ? `${text.slice(0, 40)}…` : text
}
