/** The comparison matrix: rows as set or as proposed, one column per tool, cells with their evidence. */
import type { Comparison } from '../../contract/comparison.ts'
import type { Cell, Criterion, CriteriaMatrix } from '../../contract/criteria.ts'
import { frozenDatasetSchema, type FrozenDataset } from '../../contract/datasets.ts'
import { TouchstoneError } from '../errors.ts'
import type { Queries } from '../history/queries.ts'
import { drawUnits, resamplingDraws, type Draws } from './case-numbers.ts'
import { documentState, type DocumentState } from './documents.ts'
import { createGatherer, type CriteriaPlaces } from './gather-facts.ts'
import { markOf } from './mark-cell.ts'
import type { MeasuredCell } from './metric-cell.ts'
import { proposeCriteria } from './propose-criteria.ts'
import { criteriaOf, marksOf, statementsOf, type Statement } from './read-decisions.ts'
import { rowCell } from './row-cell.ts'
import { casesIn, strataOf } from './strata.ts'

/** What of a comparison the matrix needs; read once, because a comparison never changes. */
export interface MatrixSource {
  readonly comparison: Comparison
  readonly dataset: FrozenDataset | null
  /** The event that made it. */
  readonly madeSeq: number
}

/** Throws `not-found` without such a comparison. */
export function readMatrixSource(history: Queries, id: string): MatrixSource {
  const entry = history.comparison(id)
  if (!entry) throw new TouchstoneError('not-found', `There is no comparison ${id}.`)
  // Checked when it was recorded, and hashed since; checking 100 000 scores again would take half a second.
  const comparison = entry.document as unknown as Comparison
  const frozen = history.dataset(comparison.dataset.digest)
  return {
    comparison,
    dataset: frozenDatasetSchema.safeParse(frozen?.document).data ?? null,
    madeSeq: entry.seq,
  }
}

export async function criteriaMatrix(
  places: CriteriaPlaces,
  { comparison, dataset, madeSeq }: MatrixSource,
): Promise<CriteriaMatrix> {
  const { history } = places
  const { criteria: set, versions } = criteriaOf(history, comparison.id, madeSeq)
  const criteria = set ?? proposalFor(comparison)
  const gatherer = createGatherer(places)
  const tools = await Promise.all(
    comparison.tools
      .filter(({ role }) => role === 'tool')
      .map((tool) => gatherer.ofTool(tool.digest, { comparison, dataset, tool })),
  )
  const compared = comparedCases(comparison, dataset)
  const said = statementsOf(history)
  const marks = marksOf(history, comparison.id)
  const rows = criteria.map((criterion) => ({
    criterion,
    within: casesIn(compared, criterion.stratum),
  }))
  const stateOf = await documentStates(
    tools.flatMap(({ digest }) => criteria.flatMap(({ id }) => [...said(digest, id)])),
  )
  const made = tools.map((tool) => ({
    tool,
    cells: rows.map(({ criterion, within }) =>
      rowCell(criterion, tool, within, {
        statements: said(tool.digest, criterion.id),
        stateOf,
        marks: marks(tool.key, criterion.id),
      }),
    ),
  }))
  const draws = drawUnits(comparison.cases, comparison.seed)
  return {
    comparison: comparison.id,
    name: comparison.name,
    metrics: comparison.metrics.map(({ definition: { id, name } }) => ({ id, name })),
    criteria: [...criteria],
    proposed: set === null,
    versions,
    tools: tools.map(({ key, name, digest, kind }) => ({ key, name, digest, kind })),
    cells: Object.fromEntries(
      made.map(({ tool, cells }) => [
        tool.key,
        byRow(
          criteria,
          cells.map(({ cell }) => cell),
        ),
      ]),
    ),
    resampled: {
      draws: draws === null ? 0 : resamplingDraws,
      seed: comparison.seed,
      marks: draws === null ? {} : resampledMarks(criteria, made, draws),
    },
    strata: strataOf(compared),
    warnings: [
      ...versionWarnings(versions),
      ...strataWarnings(criteria, compared),
      ...comparison.warnings,
    ],
  }
}

export function proposalFor({ metrics, headline }: Comparison): Criterion[] {
  return proposeCriteria(
    metrics.map(({ definition }) => definition),
    headline,
  )
}

type ComparedCase = Pick<FrozenDataset['cases'][number], 'id' | 'sample' | 'factors'>

/** Cases of the comparison with the factors that the dataset states. */
function comparedCases({ cases }: Comparison, dataset: FrozenDataset | null): ComparedCase[] {
  const factors = new Map(dataset?.cases.map((one) => [one.id, one.factors]))
  return cases.map(({ id, sample }) => ({ id, sample, factors: factors.get(id) ?? {} }))
}

/** Each document is looked at once. */
export async function documentStates(
  statements: readonly Statement[],
): Promise<(statement: Statement) => DocumentState> {
  const states = new Map<number, DocumentState>()
  for (const { seq, payload } of statements)
    if (payload.document !== null)
      states.set(seq, await documentState(payload.document.place, payload.document.sha256))
  return ({ seq }) => states.get(seq) ?? 'gone'
}

function byRow(criteria: readonly Criterion[], cells: readonly Cell[]): Record<string, Cell> {
  return Object.fromEntries(criteria.map(({ id }, at) => [id, cells[at]!]))
}

interface MadeColumn {
  readonly tool: { readonly key: string }
  readonly cells: readonly MeasuredCell[]
}

function resampledMarks(
  criteria: readonly Criterion[],
  made: readonly MadeColumn[],
  draws: Draws,
): CriteriaMatrix['resampled']['marks'] {
  return Object.fromEntries(
    criteria.flatMap((criterion, row) => {
      if (criterion.kind === 'gate' || criterion.scale === null) return []
      const { scale } = criterion
      const columns = made.flatMap(({ tool, cells }) => {
        const { values, magnitude } = cells[row]!
        if (values === null) return []
        const marks = Array.from(draws.meansOf(values), (mean) =>
          mean !== mean ? null : shortMark(markOf(magnitude ? Math.abs(mean) : mean, scale)),
        )
        return [[tool.key, marks] as const]
      })
      return columns.length === 0 ? [] : [[criterion.id, Object.fromEntries(columns)] as const]
    }),
  )
}

/** Five decimals are more than 200 draws can tell apart, and half the bytes. */
const shortMark = (mark: number): number => Math.round(mark * 1e5) / 1e5

function versionWarnings(versions: CriteriaMatrix['versions']): string[] {
  const afterMarks = versions.filter((one) => one.afterMarks)
  const afterResults = versions.filter((one) => one.afterResults)
  const latest = afterMarks.at(-1) ?? afterResults.at(-1)
  if (latest === undefined) return []
  const what =
    afterMarks.length > 0
      ? 'after marks were given'
      : 'when the results of the comparison were known'
  const why = latest.reason.trim() === '' ? 'without a reason' : `because: ${latest.reason.trim()}`
  return [
    `The criteria were set ${what} (${latest.person}, ${latest.at.slice(0, 10)}, ${why.replace(/\.$/, '')}), so they may have been chosen to fit them.`,
  ]
}

/** A row whose stratum no case is in says nothing; an author of rows should hear of it. */
function strataWarnings(criteria: readonly Criterion[], cases: readonly ComparedCase[]): string[] {
  return criteria.flatMap((criterion) => {
    const { stratum, name } = criterion
    if (stratum === null || (casesIn(cases, stratum)?.size ?? 0) > 0) return []
    return [`${name}: no case has ${stratum.factor} ${stratum.value}.`]
  })
}
