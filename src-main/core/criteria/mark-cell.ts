/** From a value to a mark between 0 and 1, from raters to their mean, and whether a must is met. */
import type { Cell, Criterion, Rated } from '../../contract/criteria.ts'
import { shortNumber } from './cells.ts'

/** Straight between the ends of the scale, clamped; infinities end at an end. */
export function markOf(value: number, { worst, best }: NonNullable<Rated['scale']>): number {
  if (worst === best) return value === best ? 1 : 0
  return Math.min(1, Math.max(0, (value - worst) / (best - worst)))
}

/** Marks of two raters that lie further apart than this contradict each other. */
const farApart = 0.5

/** `raters`: the last mark of each; `exact`: the value where a cell cannot hold it (infinite). */
export function markCell(
  criterion: Criterion,
  cell: Cell,
  raters: Cell['marks'],
  exact: number | null = cell.value,
): Cell {
  if (criterion.kind === 'gate') return { ...cell, gate: gateOf(criterion, cell) }
  if (criterion.scale !== null) {
    const isKnown = cell.state !== 'unknown' && cell.state !== 'not-applicable' && exact !== null
    return { ...cell, mark: isKnown ? markOf(exact, criterion.scale) : null }
  }
  if (raters.length === 0 || criterion.anchors.length === 0) return cell
  const marks = raters.map(({ mark }) => mark)
  const mark = marks.reduce((sum, one) => sum + one, 0) / marks.length
  const [least, most] = [Math.min(...marks), Math.max(...marks)]
  const apart =
    most - least >= farApart
      ? `${named(raters, least)} gives ${shortNumber(least)}, ${named(raters, most)} gives ${shortNumber(most)}.`
      : ''
  return {
    ...cell,
    ...(cell.state === 'unknown'
      ? { state: 'stated', reason: '', text: anchorText(criterion, marks) }
      : {}),
    ...{ mark, marks: [...raters] },
    conflict: [cell.conflict, apart].filter(Boolean).join(' '),
  }
}

function named(raters: Cell['marks'], mark: number): string {
  return raters
    .filter((one) => one.mark === mark)
    .map(({ rater }) => rater)
    .join(' and ')
}

/** The words of the anchor where all agree, else each mark. */
function anchorText(criterion: Rated, marks: readonly number[]): string {
  const anchor = criterion.anchors.find(({ mark }) => marks.every((one) => one === mark))
  return anchor?.text ?? marks.map(shortNumber).join(' and ')
}

/** Met or not only where something says so: a vendor who does not answer excludes nobody, and it is shown. */
function gateOf(criterion: Extract<Criterion, { kind: 'gate' }>, cell: Cell): Cell['gate'] {
  if (cell.state === 'unknown') return 'open'
  if (cell.state === 'not-applicable') return 'met'
  if (cell.gate !== null) return cell.gate
  if (criterion.bound === null || cell.value === null) return 'open'
  const { side, value } = criterion.bound
  return (side === 'at-least' ? cell.value >= value : cell.value <= value) ? 'met' : 'not-met'
}
