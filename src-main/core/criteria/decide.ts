/** Writes what people decide into the record, after checking that it can be meant. */
import type {
  Criterion,
  CriteriaOrder,
  MarkOrder,
  StatementOrder,
} from '../../contract/criteria.ts'
import { TouchstoneError } from '../errors.ts'
import type { History } from '../history/open-history.ts'
import { documentHash, isAddress } from './documents.ts'
import type { MatrixSource } from './criteria-matrix.ts'
import { proposalFor } from './criteria-matrix.ts'
import { criteriaOf, eventsOf } from './read-decisions.ts'

/** Throws `bad-request` where two rows have one id, a row states two ways to mark, or a reason is missing. */
export function setCriteria(
  history: History,
  { comparison }: MatrixSource,
  { criteria, person, reason }: CriteriaOrder,
): void {
  const seen = new Set<string>()
  for (const row of criteria) {
    if (seen.has(row.id)) throw refused(`Two rows have the id ${row.id}; each needs its own.`)
    seen.add(row.id)
    checkRow(row, comparison)
  }
  const hasMarks = eventsOf(history, 'mark-given').some(
    ({ payload }) => payload.comparison === comparison.id,
  )
  if (hasMarks && reason.trim() === '')
    throw refused('Marks were given already: say why the criteria are changed after that.')
  history.append('criteria-set', {
    comparison: comparison.id,
    criteria,
    ...{ person, reason },
  })
}

function checkRow(row: Criterion, { metrics }: MatrixSource['comparison']): void {
  const { source, name } = row
  if (source.from === 'metric' && !metrics.some(({ tuple }) => tuple.id === source.metric))
    throw refused(
      `${name} asks for the metric ${source.metric}, which this comparison did not compute; it has ${metrics.map(({ tuple }) => tuple.id).join(', ')}.`,
    )
  if (row.kind === 'gate') return
  if (row.scale !== null && row.anchors.length > 0)
    throw refused(`${name} states both a scale and anchors; a mark comes from one of them.`)
  if (row.scale?.worst === row.scale?.best && row.scale !== null)
    throw refused(`The scale of ${name} begins and ends at ${String(row.scale?.best)}.`)
}

/** Throws `bad-request` where the row bears no rated mark, or the mark is none of its anchors; `not-found`. */
export function giveMark(
  history: History,
  { comparison, madeSeq }: MatrixSource,
  { tool, criterion, mark, rater, reason }: MarkOrder,
): void {
  const found = comparison.tools.find(({ key, role }) => key === tool && role === 'tool')
  if (!found) throw new TouchstoneError('not-found', `The comparison has no tool ${tool}.`)
  const rows = criteriaOf(history, comparison.id, madeSeq).criteria ?? proposalFor(comparison)
  const row = rows.find(({ id }) => id === criterion)
  if (!row) throw new TouchstoneError('not-found', `The matrix has no row ${criterion}.`)
  if (row.kind === 'gate')
    throw refused(`${row.name} is a must: it is answered by a statement and has no marks.`)
  if (row.scale !== null)
    throw refused(`${row.name} gets its mark from its scale, so nobody gives one.`)
  if (row.anchors.length === 0)
    throw refused(`${row.name} has no anchors, so a mark would mean nothing; add them first.`)
  if (!row.anchors.some((anchor) => anchor.mark === mark))
    throw refused(
      `${String(mark)} is none of the marks of ${row.name}; they are ${row.anchors.map((one) => String(one.mark)).join(', ')}.`,
    )
  history.append('mark-given', {
    comparison: comparison.id,
    tool: { key: tool, digest: found.digest },
    ...{ criterion, mark, rater, reason },
  })
}

/** The place of a document must have been allowed. Throws `file-not-found`, `not-found`. */
export async function makeStatement(history: History, order: StatementOrder): Promise<void> {
  const isKnown =
    history.tool(order.tool) !== null ||
    eventsOf(history, 'tool-installed').some(({ payload }) => payload.digest === order.tool)
  if (!isKnown) throw new TouchstoneError('not-found', `The record has no tool ${order.tool}.`)
  if (order.answer === 'value' && order.text.trim() === '' && order.value === null)
    throw refused('The answer is a value, but none is stated; write it with its unit.')
  const { document } = order
  const sha256 =
    document === null || isAddress(document.place) ? null : await documentHash(document.place)
  history.append('statement-made', {
    ...order,
    document: document === null ? null : { ...document, sha256 },
  })
}

function refused(sentence: string): TouchstoneError {
  return new TouchstoneError('bad-request', sentence)
}
