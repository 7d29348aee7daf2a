/** Criteria, cells and their evidence in the words of the pages. Pure. */
import type {
  Cell,
  Criterion,
  CriterionSource,
  Dossier,
  MeasurementName,
  StatementOrder,
} from '../../src-main/contract/criteria.ts'
import { formatReal } from './numbers.ts'

/** Where a cell comes from: one word, and what it means with that word in it. */
export const stateMeanings: Readonly<Record<Cell['state'], readonly [string, string]>> = {
  measured: ['measured', 'measured by a run on this machine'],
  read: ['read', 'read in the description that comes with the tool'],
  stated: ['stated', 'stated by a named person'],
  unknown: ['unknown', 'unknown, which is not zero'],
  'not-applicable': ['does not apply', 'the question does not apply to this tool'],
}

export const answerWords: Readonly<Record<StatementOrder['answer'], string>> = {
  yes: 'Yes',
  no: 'No',
  partly: 'Partly',
  value: 'A number',
  'not-answered': 'Vendor did not answer',
  'not-applicable': 'Does not apply',
}

export const measurementWords: Readonly<Record<MeasurementName, string>> = {
  'seconds-per-megapixel': 'Seconds per megapixel',
  'peak-memory-mb': 'Peak memory (MB)',
  'settings-touched': 'Settings changed from their defaults',
  'seconds-to-first-result': 'Seconds from import to first result',
  'failed-cases': 'Failed cases',
  fallbacks: 'Fall-backs to another provider',
  'same-output-twice': 'Same output twice',
  'same-output-any-order': 'Same output in any order of images',
  'cpu-gpu-difference': 'Difference between CPU and GPU',
  'tile-seam': 'Seams between tiles',
  'empty-image': 'Behaviour on an empty image',
  'saturated-image': 'Behaviour on a saturated image',
  'test-outputs': 'Own test outputs reproduced',
  'blinded-review': 'Blinded review by people',
}

const gateWords = { met: 'met', 'not-met': 'not met', open: 'not known' } as const

export function gateWord(gate: Cell['gate']): string {
  return gateWords[gate ?? 'open']
}

/** `metricName` puts a name for a metric's id. */
export function sourceWords(
  source: CriterionSource,
  metricName: (id: string) => string = (id) => id,
): string {
  switch (source.from) {
    case 'metric':
      return `measured: ${metricName(source.metric)}`
    case 'measurement':
      return `measured: ${measurementWords[source.measurement].toLowerCase()}`
    case 'field':
      return `read from the field ${source.field}, or stated`
    case 'person':
      return 'stated or rated by a person'
  }
}

/** What a row demands or how it counts: `must, at least 0.8`, `weight 3`, `weight 3, only stain = DAPI`. */
export function demandWords(row: Criterion, weight?: number): string {
  const parts =
    row.kind === 'gate'
      ? ['must', ...(row.bound ? [`${sideWords[row.bound.side]} ${row.bound.value}`] : [])]
      : [`weight ${numberText(weight ?? row.weight)}`]
  if (row.stratum) parts.push(`only ${row.stratum.factor} = ${row.stratum.value}`)
  return parts.join(', ')
}

export const sideWords = { 'at-least': 'at least', 'at-most': 'at most' } as const

/** Up to `digits` digits after the point, none of them idle. */
export function numberText(value: number, digits = 3): string {
  return formatReal(Number(value.toFixed(digits)), decimals(value, digits))
}

function decimals(value: number, digits: number): number {
  return (value.toFixed(digits).split('.')[1] ?? '').replace(/0+$/, '').length
}

/** What a cell says, with a true minus before a number. */
export const shownText = ({ text }: Cell): string => text.replace(/^-(?=[\d.])/, '−')

/** How a mark came about, in a sentence; null where the row bears none. */
export function markWords(row: Criterion, cell: Cell): string | null {
  if (row.kind !== 'rated') return null
  if (row.scale) {
    const { worst, best } = row.scale
    const from = `${numberText(worst)} gives 0, ${numberText(best)} gives 1, straight between`
    return cell.mark === null ? `${from}; no mark yet.` : `Mark ${cell.mark.toFixed(2)}: ${from}.`
  }
  if (cell.mark === null) {
    return row.anchors.length > 0
      ? 'Nobody has marked it yet.'
      : 'This row has no scale and no anchors: it is shown and bears no mark.'
  }
  if (cell.marks.length === 0) return `Mark ${cell.mark.toFixed(2)}.`
  const raters = cell.marks.length === 1 ? 'of one rater' : `mean of ${cell.marks.length} raters`
  return `Mark ${cell.mark.toFixed(2)}, ${raters}.`
}

/** All of a cell for a screen reader, and for the hint under the pointer. */
export function cellLabel(row: Criterion, cell: Cell | null, tool: string): string {
  const start = `${tool}, ${row.name}:`
  if (!cell) return `${start} known once the criteria are saved.`
  const [state] = stateMeanings[cell.state]
  const parts = [state]
  if (isKnown(cell)) {
    const interval =
      cell.lower !== null && cell.upper !== null
        ? ` [${numberText(cell.lower)}, ${numberText(cell.upper)}]`
        : ''
    parts.unshift(`${shownText(cell)}${cell.unit ? ` ${cell.unit}` : ''}${interval}`)
    if (cell.n !== null) parts.push(`n ${cell.n}`)
  } else if (cell.reason) parts.push(cell.reason)
  if (row.kind === 'gate') parts.push(`must: ${gateWord(cell.gate)}`)
  else if (cell.mark !== null) parts.push(`mark ${cell.mark.toFixed(2)}`)
  if (cell.conflict) parts.push(cell.conflict)
  return `${start} ${parts.join(', ')}. Show the evidence`
}

/** `11 of 16 points for transparency, 3 unknown.` Unknown is no zero: it is told beside the points. */
export function transparencyWords({ points, of, unknown }: Dossier['transparency']): string {
  if (of === 0) return 'Nothing is asked of its transparency.'
  return `Transparency: ${points} of ${of} points, ${unknown === 0 ? 'nothing' : unknown} unknown.`
}

export function isKnown(cell: Cell): boolean {
  return cell.state !== 'unknown' && cell.state !== 'not-applicable'
}
