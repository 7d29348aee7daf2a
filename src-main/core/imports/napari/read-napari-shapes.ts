/**
 * Shapes that napari saves as CSV: a row per corner with `index, shape-type, vertex-index, axis-0, axis-1`, and
 * further axes for stacks. Axes stand in array order (y before x) and whole numbers are the centres of pixels.
 */
import { counted } from '../../counted.ts'
import { TouchstoneError } from '../../errors.ts'
import { readTable } from '../../tables/read-table.ts'
import { columnNamed, numberAt, type Table, type TableRow } from '../../tables/table.ts'
import type { Outline, OutlineFile, Ring } from '../outlines.ts'

/** Segments of an ellipse: within 0.01 px of its curve up to radii of 100 px. */
const ellipseCorners = 240

interface ShapeColumns {
  readonly index: number
  readonly type: number
  readonly vertex: number
  /** In array order, two to four. */
  readonly axes: readonly number[]
}

/**
 * Throws `format-corrupt` naming the row, `shape-mismatch` for a shape across several planes, and
 * `not-a-label-image` without any area.
 */
export async function readNapariShapes(path: string): Promise<OutlineFile> {
  const table = await readTable(path, () => undefined)
  const columns = columnsOf(table)
  const shapes = new Map<string, TableRow[]>()
  for (const row of table.rows) {
    const key = row.cells[columns.index]!
    const rows = shapes.get(key)
    if (rows) rows.push(row)
    else shapes.set(key, [row])
  }
  const open = [...shapes.values()].filter(([row]) => isLine(row!.cells[columns.type]!))
  const outlines = [...shapes]
    .filter(([, rows]) => !open.includes(rows))
    .map(([name, rows]) => outlineOf(table, columns, name, rows))
  if (outlines.length === 0 && open.length > 0)
    throw new TouchstoneError(
      'not-a-label-image',
      `${path} holds ${counted(open.length, 'open shape')} (lines, paths) and no area; objects are polygons, rectangles or ellipses.`,
      { path },
    )
  const times = new Set(outlines.map(({ plane }) => plane?.t ?? null))
  if (times.size > 1)
    throw new TouchstoneError(
      'shape-mismatch',
      `${path} holds shapes of several time points; export one at a time.`,
      { path },
    )
  const notes =
    open.length === 0
      ? []
      : [`${counted(open.length, 'open shape')} (lines, paths) without an area: left out.`]
  return { path, format: 'napari shapes', outlines, notes: [...table.notes, ...notes] }
}

function columnsOf({ path, columns }: Table): ShapeColumns {
  const named = (name: string): number => columnNamed(columns, [name])
  const axes = Array.from({ length: columns.length }, (_, axis) => named(`axis-${axis}`))
  const count = axes.indexOf(-1)
  const found = {
    ...{ index: named('index'), type: named('shape-type'), vertex: named('vertex-index') },
    axes: axes.slice(0, count < 0 ? axes.length : count),
  }
  if (found.index >= 0 && found.type >= 0 && found.vertex >= 0 && [2, 3, 4].includes(count))
    return found
  throw new TouchstoneError(
    'format-corrupt',
    `${path} names the columns ${columns.slice(0, 12).join(', ')}; shapes of napari have index, shape-type, vertex-index, axis-0 and axis-1.`,
    { path, columns: columns.slice(0, 12) },
  )
}

const isLine = (type: string): boolean => ['line', 'path'].includes(type.toLowerCase())

function outlineOf(
  table: Table,
  { type, vertex, axes }: ShapeColumns,
  name: string,
  rows: readonly TableRow[],
): Outline {
  const kind = rows[0]!.cells[type]!.toLowerCase()
  const sorted = rows.toSorted((a, b) => numberAt(table, a, vertex) - numberAt(table, b, vertex))
  const [y, x] = axes.slice(-2) as [number, number]
  const corners = sorted.flatMap((row) => [
    numberAt(table, row, x) + 0.5,
    numberAt(table, row, y) + 0.5,
  ])
  const isKnown = ['polygon', 'rectangle', 'ellipse'].includes(kind)
  const needed = kind === 'polygon' ? 'at least 3' : '4'
  const isWhole = kind === 'polygon' ? rows.length >= 3 : rows.length === 4
  if (!isKnown || !isWhole || rows.some(({ cells }) => cells[type]!.toLowerCase() !== kind))
    throw new TouchstoneError(
      'format-corrupt',
      isKnown
        ? `${table.path}, ${rows[0]!.place}: the shape ${name} is a ${kind} of ${counted(rows.length, 'corner')}, and ${needed} of one kind are needed.`
        : `${table.path}, ${rows[0]!.place}: the shape ${name} is of the kind ${kind.slice(0, 40)}; polygon, rectangle and ellipse are read.`,
      { path: table.path, shape: name },
    )
  const [z = null, t = null] = axes
    .slice(0, -2)
    .toReversed()
    .map((column) => planeOf(table, name, rows, column))
  return {
    rings: [kind === 'ellipse' ? ellipse(corners) : corners],
    ...{ name, className: null },
    plane: z === null ? null : { z, t },
  }
}

/** Shapes are flat: all corners lie on one plane. */
function planeOf(table: Table, name: string, rows: readonly TableRow[], column: number): number {
  const places = [...new Set(rows.map((row) => Math.round(numberAt(table, row, column))))]
  const [place] = places
  if (places.length === 1 && place! >= 0) return place!
  throw new TouchstoneError(
    'shape-mismatch',
    `${table.path}: the shape ${name} lies at ${table.columns[column]} ${places.slice(0, 4).join(' and ')}; a shape lies on one plane, counted from 0.`,
    { path: table.path, shape: name },
  )
}

/** Within the four corners of its box, which may be turned. */
function ellipse(box: Ring): Ring {
  const [x0, y0, x1, y1, x2, y2, x3, y3] = box as unknown as [
    ...[number, number, number, number, number, number, number, number],
  ]
  const [cx, cy] = [(x0 + x2) / 2, (y0 + y2) / 2]
  return Array.from({ length: ellipseCorners }, (_, corner) => {
    const angle = (2 * Math.PI * corner) / ellipseCorners
    const [a, b] = [Math.cos(angle) / 2, Math.sin(angle) / 2]
    return [cx + a * (x1 - x0) + b * (x3 - x0), cy + a * (y1 - y0) + b * (y3 - y0)]
  }).flat()
}
