/** All that is known of one tool: the rows of the proposal, answered from its latest comparison and from people. */
import type { Dossier } from '../../contract/criteria.ts'
import type { Digest } from '../../contract/words.ts'
import { TouchstoneError } from '../errors.ts'
import { documentStates, proposalFor, readMatrixSource } from './criteria-matrix.ts'
import { createGatherer, type ComparedOne, type CriteriaPlaces } from './gather-facts.ts'
import { proposeCriteria } from './propose-criteria.ts'
import { marksOf, statementsOf } from './read-decisions.ts'
import { rowCell } from './row-cell.ts'
import { mostPoints } from './transparency-rows.ts'

/** Throws `not-found` for a tool that the record does not know. */
export async function toolDossier(places: CriteriaPlaces, digest: Digest): Promise<Dossier> {
  const { history } = places
  const entry = history.tool(digest)
  const compared = latestComparison(places, digest)
  const tool = await createGatherer(places).ofTool(digest, compared)
  if (entry === null && tool.installed === null)
    throw new TouchstoneError('not-found', `The record has no tool ${digest}.`)
  const criteria = compared === null ? proposeCriteria([], null) : proposalFor(compared.comparison)
  const said = statementsOf(history)
  const stateOf = await documentStates(criteria.flatMap(({ id }) => [...said(digest, id)]))
  const marks = compared === null ? null : marksOf(history, compared.comparison.id)
  const entries = criteria.map((criterion) => ({
    criterion,
    cell: rowCell(criterion, tool, null, {
      ...{ statements: said(digest, criterion.id), stateOf },
      marks: marks?.(tool.key, criterion.id) ?? [],
    }).cell,
  }))
  const asked = entries.filter(
    ({ criterion, cell }) => criterion.group === 'transparency' && cell.state !== 'not-applicable',
  )
  const known = asked.filter(({ cell }) => cell.points !== null)
  return {
    tool: {
      ...{ digest, name: tool.name, kind: tool.kind },
      version: entry?.version ?? '',
    },
    entries,
    transparency: {
      points: known.reduce((sum, { cell }) => sum + (cell.points ?? 0), 0),
      of: known.length * mostPoints,
      unknown: asked.length - known.length,
    },
  }
}

function latestComparison({ history }: CriteriaPlaces, digest: Digest): ComparedOne | null {
  const evaluation = history
    .evaluations()
    .find(
      ({ comparison, tools }) =>
        comparison !== null && tools.some((one) => one.digest === digest && one.role === 'tool'),
    )
  if (!evaluation?.comparison) return null
  const { comparison, dataset } = readMatrixSource(history, evaluation.comparison)
  const tool = comparison.tools.find((one) => one.digest === digest && one.role === 'tool')
  return tool === undefined ? null : { comparison, dataset, tool }
}
