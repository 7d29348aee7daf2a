/**
 * Connected components of masks and label images, two or three dimensions, by union-find over runs of
 * equal pixels. Labels 1..N are given in scan order (C order of each component's first pixel).
 */
import type { LabelImage, Mask } from '../images/types.ts'
import { runsOfLabels, runsOfMask, type Runs } from './pixel-runs.ts'

/** `cross`: pixels that share a side (4 in 2D, 6 in 3D); `full`: also corners and edges (8, 26). */
export type Connectivity = 'cross' | 'full'

export interface Components extends LabelImage {
  /** Number of components; labels are 1 to this. */
  readonly count: number
}

/** Components of the foreground: every pixel that is not 0. */
export function componentsOfMask(mask: Mask, connectivity: Connectivity): Components {
  return label(mask.shape, runsOfMask(mask), connectivity)
}

/** Components of equal label: an object in two pieces becomes two components. */
export function componentsOfLabels(labels: LabelImage, connectivity: Connectivity): Components {
  return label(labels.shape, runsOfLabels(labels), connectivity)
}

/** Number of components, without an image of them. */
export function countComponents(mask: Mask, connectivity: Connectivity): number {
  const runs = runsOfMask(mask)
  const parent = joinRuns(mask.shape, runs, connectivity)
  let count = 0
  for (let run = 0; run < parent.length; run++) if (parent[run] === run) count++
  return count
}

/** Stretches of foreground, those of component c from `first[c]` to `first[c + 1]`, in scan order. */
export interface ComponentRuns {
  /** Indices of the first pixel of each and of the one past its last. */
  readonly begin: Int32Array
  readonly end: Int32Array
  /** One entry more than components. */
  readonly first: Int32Array
}

/** Components in scan order of their first pixel, as runs: for what needs no image of labels. */
export function runsByComponent(mask: Mask, connectivity: Connectivity): ComponentRuns {
  const runs = runsOfMask(mask)
  const width = mask.shape.at(-1) ?? 0
  const parent = joinRuns(mask.shape, runs, connectivity)
  const component = new Int32Array(parent.length)
  let count = 0
  for (let run = 0; run < parent.length; run++) {
    const root = find(parent, run)
    component[run] = root === run ? count++ : component[root]!
  }
  const first = new Int32Array(count + 1)
  for (const one of component) first[one + 1] = first[one + 1]! + 1
  for (let c = 0; c < count; c++) first[c + 1] = first[c + 1]! + first[c]!
  const next = first.slice()
  const [begin, end] = [new Int32Array(parent.length), new Int32Array(parent.length)]
  for (let row = 0; row + 1 < runs.firstOfRow.length; row++)
    for (let run = runs.firstOfRow[row]!; run < runs.firstOfRow[row + 1]!; run++) {
      const at = next[component[run]!]!
      next[component[run]!] = at + 1
      begin[at] = row * width + runs.start[run]!
      end[at] = row * width + runs.end[run]!
    }
  return { begin, end, first }
}

function label(shape: readonly number[], runs: Runs, connectivity: Connectivity): Components {
  return paint(shape, runs, joinRuns(shape, runs, connectivity), shape.at(-1) ?? 0)
}

/** Per run an earlier one of its component; a component's first run is its own. */
function joinRuns(shape: readonly number[], runs: Runs, connectivity: Connectivity): Int32Array {
  const [, height = 1, depth = 1] = shape.toReversed()
  const parent = Int32Array.from(runs.start, (_, index) => index)
  const reach = connectivity === 'full' ? 1 : 0
  for (let z = 0; z < depth; z++) {
    for (let y = 0; y < height; y++) {
      const row = z * height + y
      if (y > 0) joinRows(runs, parent, row - 1, row, reach)
      if (z === 0) continue
      const below = row - height
      joinRows(runs, parent, below, row, reach)
      if (reach === 0) continue
      if (y > 0) joinRows(runs, parent, below - 1, row, reach)
      if (y < height - 1) joinRows(runs, parent, below + 1, row, reach)
    }
  }
  return parent
}

/** Joins runs of two rows that touch; `reach` 1 lets them touch at corners. Two pointers, one pass. */
function joinRows(runs: Runs, parent: Int32Array, a: number, b: number, reach: number): void {
  const { start, end, value, firstOfRow } = runs
  let i = firstOfRow[a]!
  let j = firstOfRow[b]!
  const iEnd = firstOfRow[a + 1]!
  const jEnd = firstOfRow[b + 1]!
  while (i < iEnd && j < jEnd) {
    if (start[i]! < end[j]! + reach && start[j]! < end[i]! + reach && value[i] === value[j]) {
      join(parent, i, j)
    }
    // At a corner the run that ends first may still touch the next one of the other row.
    if (end[i]! < end[j]!) i++
    else if (end[j]! < end[i]!) j++
    else {
      if (reach === 1) joinCorner(runs, parent, i, j, iEnd, jEnd)
      i++
      j++
    }
  }
}

/** Both runs end at one column: each may touch, at the corner, the other row's next run. */
function joinCorner(
  { start, end, value }: Runs,
  parent: Int32Array,
  i: number,
  j: number,
  iEnd: number,
  jEnd: number,
): void {
  if (j + 1 < jEnd && start[j + 1] === end[i] && value[j + 1] === value[i]) join(parent, i, j + 1)
  if (i + 1 < iEnd && start[i + 1] === end[j] && value[i + 1] === value[j]) join(parent, i + 1, j)
}

function join(parent: Int32Array, a: number, b: number): void {
  const rootA = find(parent, a)
  const rootB = find(parent, b)
  if (rootA < rootB) parent[rootB] = rootA
  else parent[rootA] = rootB
}

function find(parent: Int32Array, run: number): number {
  let at = run
  while (parent[at] !== at) {
    parent[at] = parent[parent[at]!]!
    at = parent[at]!
  }
  return at
}

function paint(
  shape: readonly number[],
  runs: Runs,
  parent: Int32Array,
  width: number,
): Components {
  const data = new Uint32Array(shape.reduce((product, side) => product * side, 1))
  const labels = new Uint32Array(parent.length)
  let count = 0
  const rows = runs.firstOfRow.length - 1
  for (let row = 0; row < rows; row++) {
    for (let run = runs.firstOfRow[row]!; run < runs.firstOfRow[row + 1]!; run++) {
      const root = find(parent, run)
      // A root is the component's first run, so it is met before its members.
      if (root === run) labels[run] = ++count
      data.fill(labels[root]!, row * width + runs.start[run]!, row * width + runs.end[run]!)
    }
  }
  return { shape, data, count }
}
