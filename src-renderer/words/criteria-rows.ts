/** The rows of the decision page: four groups, gates first, and where a value stands on a row's bar. Pure. */
import type {
  Cell,
  CriteriaMatrix,
  Criterion,
  CriterionGroup,
} from '../../src-main/contract/criteria.ts'
import type { Standing } from '../../src-main/contract/weigh-criteria.ts'
import { groupNames } from '../../src-main/contract/criteria-table.ts'

export interface CriteriaGroup {
  readonly group: CriterionGroup
  readonly name: string
  readonly rows: readonly Criterion[]
}

/** Rated rows without weight: shown on demand, and only told apart once saved, so that none slips away. */
export function idleRows(criteria: readonly Criterion[]): ReadonlySet<string> {
  return new Set(
    criteria.filter((row) => row.kind === 'rated' && row.weight === 0).map(({ id }) => id),
  )
}

/** Groups without a row are left out; within a group the order of the rows is kept. */
export function criteriaGroups(criteria: readonly Criterion[]): CriteriaGroup[] {
  return (Object.keys(groupNames) as CriterionGroup[])
    .map((group) => {
      const own = criteria.filter((row) => row.group === group)
      const rows = [
        ...own.filter(({ kind }) => kind === 'gate'),
        ...own.filter(({ kind }) => kind === 'rated'),
      ]
      return { group, name: groupNames[group], rows }
    })
    .filter(({ rows }) => rows.length > 0)
}

/** A tool's weighted mean mark within some rows, and how much of their weight is known. */
export function partScore(
  rows: readonly Criterion[],
  cells: Readonly<Record<string, Cell>>,
): { readonly score: number | null; readonly known: number } {
  let [whole, known, sum] = [0, 0, 0]
  for (const row of rows) {
    if (row.kind === 'gate') continue
    const mark = cells[row.id]?.mark ?? null
    whole += row.weight
    if (mark === null) continue
    known += row.weight
    sum += row.weight * mark
  }
  return { score: known > 0 ? sum / known : null, known: whole > 0 ? known / whole : 0 }
}

/** Best rank first, then tools without a rank, then the excluded; else as compared. */
export function inOrder<T extends { readonly key: string }>(
  tools: readonly T[],
  standings: readonly Standing[],
): T[] {
  const of = new Map(standings.map((standing) => [standing.tool, standing]))
  const place = ({ key }: T): number => {
    const standing = of.get(key)
    if (!standing || standing.failed.length > 0) return Number.MAX_SAFE_INTEGER
    return standing.rank ?? Number.MAX_SAFE_INTEGER - 1
  }
  return [...tools].sort((a, b) => place(a) - place(b))
}

/** A cell's bar in shares of the row's width: 0 left, 1 right. */
export interface CellBar {
  readonly value: number
  readonly from: number
  readonly to: number
}

export type RowScale = (cell: Cell) => CellBar | null

/** All intervals of the row with a margin; null where fewer than two different numbers stand in it. */
export function rowScale(
  row: string,
  cells: CriteriaMatrix['cells'],
  tools: readonly { readonly key: string }[],
): RowScale | null {
  const numbers = tools
    .map(({ key }) => cells[key]?.[row])
    .flatMap((cell) => (cell ? [cell.value, cell.lower, cell.upper] : []))
    .filter((value) => value !== null)
  const least = Math.min(...numbers)
  const most = Math.max(...numbers)
  if (!(most > least)) return null
  const margin = (most - least) * 0.06
  const share = (value: number): number => (value - least + margin) / (most - least + 2 * margin)
  return ({ value, lower, upper }) =>
    value === null
      ? null
      : { value: share(value), from: share(lower ?? value), to: share(upper ?? value) }
}
