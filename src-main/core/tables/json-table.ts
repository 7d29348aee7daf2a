/** JSON as a table: a list of objects with the same keys, or a list of lists of numbers. */
import { TouchstoneError } from '../errors.ts'
import type { Table, TableRow } from './table.ts'

/**
 * Columns of lists are named by `listColumns`, which is told how long the lists are. An object inside
 * an object gives the columns `p_<key>`. TouchstoneError 'format-corrupt'.
 */
export function parseJsonTable(
  path: string,
  text: string,
  listColumns: (length: number) => readonly string[] | undefined,
): Table {
  const entries = entriesOf(path, text)
  const rows = entries.map((entry, at) => recordOf(path, entry, `entry ${at + 1}`, listColumns))
  const columns = [...(rows[0]?.keys() ?? listColumns(2) ?? [])]
  return {
    path,
    columns,
    rows: rows.map((record, at): TableRow => {
      const place = `entry ${at + 1}`
      if (record.size !== columns.length || columns.some((name) => !record.has(name)))
        throw corrupt(
          path,
          `${place} has ${[...record.keys()].join(', ')} and entry 1 has ${columns.join(', ')}`,
        )
      return { place, cells: columns.map((name) => record.get(name)!) }
    }),
    decimalComma: false,
    notes: [],
  }
}

/** The list itself, or the only list of an object such as `{"points": [...]}`. */
function entriesOf(path: string, text: string): readonly unknown[] {
  let value: unknown
  try {
    value = JSON.parse(text.startsWith('\uFEFF') ? text.slice(1) : text)
  } catch {
    throw corrupt(path, 'it is not JSON')
  }
  if (Array.isArray(value)) return value as unknown[]
  const lists = isObject(value) ? Object.values(value).filter((item) => Array.isArray(item)) : []
  if (lists.length === 1) return lists[0] as unknown[]
  throw corrupt(path, `it holds ${lists.length} lists, and one is needed`)
}

function recordOf(
  path: string,
  entry: unknown,
  place: string,
  listColumns: (length: number) => readonly string[] | undefined,
): ReadonlyMap<string, string> {
  if (Array.isArray(entry)) {
    const names = listColumns(entry.length)
    if (names === undefined)
      throw corrupt(path, `${place} is a list of ${entry.length} values, which has no meaning here`)
    return new Map(names.map((name, at) => [name, cellOf(path, entry[at], place)]))
  }
  if (!isObject(entry)) throw corrupt(path, `${place} is neither a list nor an object`)
  const cells = new Map<string, string>()
  for (const [key, value] of Object.entries(entry)) {
    if (isObject(value))
      for (const [inner, number] of Object.entries(value))
        cells.set(`p_${inner}`, cellOf(path, number, place))
    else cells.set(key.trim(), cellOf(path, value, place))
  }
  return cells
}

function cellOf(path: string, value: unknown, place: string): string {
  if (value === null || value === undefined) return ''
  if (typeof value === 'string') return value.trim()
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  throw corrupt(path, `${place} holds a list where a single value belongs`)
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function corrupt(path: string, what: string): TouchstoneError {
  return new TouchstoneError('format-corrupt', `${path} cannot be read as a table: ${what}.`, {
    path,
  })
}
