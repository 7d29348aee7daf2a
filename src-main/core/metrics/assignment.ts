/**
 * One-to-one assignment of greatest total weight over a sparse list of candidate pairs, by shortest
 * augmenting paths with prices (Jonker & Volgenant, Computing 38:325, 1987). A search never leaves
 * its group of touching objects; nothing of size rows x columns is ever built.
 */
import { MinimumHeap } from './minimum-heap.ts'

/** A pair that may be assigned; its weight is above 0. */
export interface Candidate {
  readonly row: number
  readonly column: number
  readonly weight: number
}

const NONE = -1

/**
 * Places in `candidates` of the chosen pairs, by row. Each row and each column takes part at most
 * once; staying alone weighs 0. `rows` and `columns` count the objects of each side.
 */
export function assignPairs(
  candidates: readonly Candidate[],
  { rows, columns }: { readonly rows: number; readonly columns: number },
): readonly number[] {
  const edgesOfRow = Array.from({ length: rows }, (): number[] => [])
  candidates.forEach(({ row }, edge) => edgesOfRow[row]!.push(edge))
  const state: State = {
    candidates,
    edgesOfRow,
    edgeOfRow: new Int32Array(rows).fill(NONE),
    edgeOfColumn: new Int32Array(columns).fill(NONE),
    rowPrice: Float64Array.from(edgesOfRow, (edges) =>
      edges.reduce((least, edge) => Math.min(least, -candidates[edge]!.weight), 0),
    ),
    columnPrice: new Float64Array(columns),
  }
  edgesOfRow.forEach((edges, row) => {
    if (edges.length > 0) placeRow(state, row)
  })
  return [...state.edgeOfRow].filter((edge) => edge !== NONE)
}

/** Costs are negative weights; `cost - rowPrice - columnPrice` is 0 on chosen pairs and never below. */
interface State {
  readonly candidates: readonly Candidate[]
  readonly edgesOfRow: readonly (readonly number[])[]
  readonly edgeOfRow: Int32Array
  readonly edgeOfColumn: Int32Array
  readonly rowPrice: Float64Array
  readonly columnPrice: Float64Array
}

/** What a search found: where its cheapest path ends, and what it saw on the way. */
interface Path {
  readonly length: number
  /** A column that was free, or the row that gives its column up and stays alone. */
  readonly end: { readonly column: number } | { readonly row: number }
  readonly rows: ReadonlyMap<number, number>
  readonly columns: ReadonlyMap<number, number>
  readonly arrivedBy: ReadonlyMap<number, number>
}

function placeRow(state: State, start: number): void {
  const path = cheapestPath(state, start)
  for (const [row, at] of path.rows) state.rowPrice[row]! += path.length - at
  for (const [column, at] of path.columns) state.columnPrice[column]! -= path.length - at
  augment(state, path, start)
}

function cheapestPath(state: State, start: number): Path {
  const { candidates, edgesOfRow, edgeOfColumn, rowPrice, columnPrice } = state
  const rows = new Map<number, number>() // visited row -> distance
  const columns = new Map<number, number>() // settled column -> distance
  const tentative = new Map<number, number>() // column -> shortest distance so far
  const arrivedBy = new Map<number, number>() // column -> edge of that distance
  const queue = new MinimumHeap()
  let alone = { row: start, distance: Infinity }
  for (let row = start, at = 0; ;) {
    rows.set(row, at)
    const giveUp = at - rowPrice[row]!
    if (giveUp < alone.distance) alone = { row, distance: giveUp }
    for (const edge of edgesOfRow[row]!) {
      const { column, weight } = candidates[edge]!
      if (columns.has(column)) continue
      const distance = at + Math.max(0, -weight - rowPrice[row]! - columnPrice[column]!)
      if (distance >= (tentative.get(column) ?? Infinity)) continue
      tentative.set(column, distance)
      arrivedBy.set(column, edge)
      queue.push(distance, column)
    }
    let next = queue.pop()
    while (next !== undefined && columns.has(next.item)) next = queue.pop()
    if (next === undefined || alone.distance <= next.key)
      return { length: alone.distance, end: { row: alone.row }, rows, columns, arrivedBy }
    columns.set(next.item, next.key)
    const owner = edgeOfColumn[next.item]!
    if (owner === NONE)
      return { length: next.key, end: { column: next.item }, rows, columns, arrivedBy }
    row = candidates[owner]!.row
    at = next.key
  }
}

/** Moves every row on the path to the column it arrived at, back to `start`. */
function augment(state: State, { end, arrivedBy }: Path, start: number): void {
  const { candidates, edgeOfRow, edgeOfColumn } = state
  let column: number
  if ('column' in end) column = end.column
  else if (end.row === start) return
  else {
    column = candidates[edgeOfRow[end.row]!]!.column
    edgeOfRow[end.row] = NONE
  }
  for (;;) {
    const edge = arrivedBy.get(column)!
    const { row } = candidates[edge]!
    const given = edgeOfRow[row]!
    edgeOfRow[row] = edge
    edgeOfColumn[column] = edge
    if (row === start) return
    column = candidates[given]!.column
  }
}
