/** Points of detection from a table or a NumPy array: coordinates in array order, scores where given. */
import { extname } from 'node:path'
import { TouchstoneError } from '../errors.ts'
import type { Points } from '../metrics/detection/match-points.ts'
import { lengthUnitOf, pointColumns, type LengthUnit } from './point-columns.ts'
import { readPointArray } from './read-point-array.ts'
import { readTable } from './read-table.ts'
import { isNumber, numberAt, shortened, type Table, type TableRow } from './table.ts'

export interface PointList extends Points {
  readonly path: string
  /** Unit of the coordinates where the file states one. */
  readonly unit: LengthUnit | null
  /** One per point; null where the file has none. A score is never invented. */
  readonly scores: Float64Array | null
  readonly notes: readonly string[]
}

/** Errors as `readTable`, and 'dataset-invalid' for several time points or an id that occurs twice. */
export async function readPoints(path: string): Promise<PointList> {
  if (extname(path).toLowerCase() === '.npy') return readPointArray(path)
  const axisNames = (length: number) =>
    ({ 2: ['y', 'x'], 3: ['z', 'y', 'x'] })[length] as readonly string[] | undefined
  return pointsOfTable(await readTable(path, axisNames))
}

export function pointsOfTable(table: Table): PointList {
  const { path } = table
  const columns = pointColumns(path, table.columns)
  const { rows, unit } = withoutTrackMateHead(table, columns.axes[0]!)
  requireOneTime(table, rows, columns.time)
  requireOwnIds(table, rows, columns.id)
  const axes = flatStackOf(table, rows, columns.axes)
  const stated = columns.unit ?? (unit === 'nm' ? 'um' : unit)
  const scale = unit === 'nm' ? 0.001 : columns.scale
  const coordinates = Float64Array.from(
    rows.flatMap((row) => axes.map((column) => numberAt(table, row, column) * scale)),
  )
  const scores =
    columns.score < 0 ? null : Float64Array.from(rows, (row) => numberAt(table, row, columns.score))
  return { path, dimensions: axes.length, coordinates, unit: stated, scores, notes: table.notes }
}

/** TrackMate writes three more lines of head: long names, short names, and units. */
function withoutTrackMateHead(
  table: Table,
  column: number,
): { readonly rows: readonly TableRow[]; readonly unit: LengthUnit | 'nm' | null } {
  if (!/^position_/i.test(table.columns[column]!)) return { rows: table.rows, unit: null }
  const first = table.rows.findIndex(({ cells }) => isNumber(cells[column]!, table.decimalComma))
  const head = Math.min(first < 0 ? table.rows.length : first, 3)
  const units = table.rows.slice(0, head).map(({ cells }) => lengthUnitOf(cells[column]!))
  return { rows: table.rows.slice(head), unit: units.find((unit) => unit !== null) ?? null }
}

/** TrackMate and CellProfiler give a z of 0 to the points of a plane: they are points of a plane. */
function flatStackOf(
  table: Table,
  rows: readonly TableRow[],
  axes: readonly number[],
): readonly number[] {
  const [z = 0, ...plane] = axes
  const isFlat =
    axes.length === 3 &&
    /^(position|location_center|areashape_center)_z$/i.test(table.columns[z]!) &&
    rows.every((row) => numberAt(table, row, z) === 0)
  return isFlat ? plane : axes
}

/** Points of different frames must never be paired. */
function requireOneTime(table: Table, rows: readonly TableRow[], column: number): void {
  const first = rows[0]?.cells[column]
  if (column < 0 || first === undefined) return
  const other = rows.find(({ cells }) => cells[column] !== first)
  if (other === undefined) return
  throw new TouchstoneError(
    'dataset-invalid',
    `${table.path} holds points of several time points: ${table.columns[column]} is ${first} in ${rows[0]!.place} and ${other.cells[column]!} in ${other.place}; score one at a time.`,
    { path: table.path },
  )
}

function requireOwnIds(table: Table, rows: readonly TableRow[], column: number): void {
  if (column < 0) return
  const seen = new Map<string, string>()
  for (const { place, cells } of rows) {
    const id = cells[column]!
    const before = seen.get(id)
    if (before !== undefined)
      throw new TouchstoneError(
        'dataset-invalid',
        `${table.path} holds the id ${shortened(id)} twice, in ${before} and ${place}; every point has its own.`,
        { path: table.path, id: shortened(id) },
      )
    seen.set(id, place)
  }
}
