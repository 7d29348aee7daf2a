/** A metric of the comparison as a cell: its mean with interval and n, over all cases or those of a stratum. */
import type { Cell, Criterion } from '../../contract/criteria.ts'
import { overAllCases, type Estimate, type MetricDefinition } from '../../contract/metrics.ts'
import { estimateMean } from '../statistics/estimate.ts'
import { knownCell, unknownCell } from './cells.ts'
import { scoresOfMetric, type CaseNumbers } from './case-numbers.ts'
import { notMeasured, type ToolFacts } from './tool-facts.ts'

export interface MeasuredCell {
  readonly cell: Cell
  /** What the scale is of: the distance from zero where zero is best, and infinities; null where unknown. */
  readonly exact: number | null
  /** By case, for drawing units anew; null where single cases have no value. */
  readonly values: CaseNumbers | null
  /** Applied to a drawn mean before it is put on the scale. */
  readonly magnitude: boolean
}

/** A cell that nothing is drawn for. */
export function fixed(cell: Cell, exact: number | null = cell.value): MeasuredCell {
  return { cell, exact, values: null, magnitude: false }
}

export function metricCell(
  metric: string,
  tool: ToolFacts,
  stratum: Criterion['stratum'],
  within: ReadonlySet<string> | null,
): MeasuredCell {
  const gone = notMeasured(tool)
  const { compared } = tool
  if (gone !== null || compared === null) return fixed(unknownCell(gone ?? ''))
  const found = compared.comparison.metrics.find(({ tuple }) => tuple.id === metric)
  if (found === undefined)
    return fixed(unknownCell(`The comparison did not compute ${metric}; evaluate again with it.`))
  const isOfAll = found.tuple.aggregation === overAllCases
  if (isOfAll && within !== null)
    return fixed(
      unknownCell(`${found.definition.name} is of all cases together and is not split by stratum.`),
    )
  const values = isOfAll
    ? null
    : scoresOfMetric(compared.comparison.cases, tool.key, metric, within)
  const estimate = within === null ? recordedEstimate(tool, metric) : null
  const shown = estimate ?? estimateWithin(values ?? [], found.definition, tool)
  const mean = shown.mean === null ? null : Number(shown.mean)
  if (mean === null) return fixed(unknownCell(whyUndefined(shown, stratum)))
  const { unit, digits, direction } = found.definition
  return {
    cell: knownCell({
      state: 'measured',
      text: Number.isFinite(mean) ? mean.toFixed(digits) : mean > 0 ? 'infinite' : 'minus infinite',
      unit,
      value: finite(mean),
      lower: finite(shown.lower),
      upper: finite(shown.upper),
      n: shown.n,
      evidence: [{ kind: 'run', run: compared.run.run, text: evidenceText(shown, stratum) }],
    }),
    exact: direction === 'zero' ? Math.abs(mean) : mean,
    values,
    magnitude: direction === 'zero',
  }
}

function recordedEstimate({ compared, key }: ToolFacts, metric: string): Estimate | null {
  return compared?.comparison.estimates[key]?.[metric] ?? null
}

/** As the comparison makes its estimates, over fewer cases. */
function estimateWithin(
  values: CaseNumbers,
  { direction, range }: MetricDefinition,
  { compared }: ToolFacts,
): Estimate {
  const { alpha = 0.05, seed = 0 } = compared?.comparison ?? {}
  const worst = direction === 'higher' ? range[0] : direction === 'lower' ? range[1] : null
  return estimateMean(values, {
    ...{ level: 1 - alpha, seed, range },
    ...(worst === null ? {} : { worst }),
  })
}

function evidenceText(
  { undefined: undefinedCases, failed }: Estimate,
  stratum: Criterion['stratum'],
) {
  return [
    stratum === null ? 'all cases' : `${stratum.factor} ${stratum.value}`,
    ...(undefinedCases > 0 ? [`${String(undefinedCases)} undefined`] : []),
    ...(failed > 0 ? [`${String(failed)} failed`] : []),
  ].join(', ')
}

function whyUndefined(
  { undefined: undefinedCases, failed, note }: Estimate,
  stratum: Criterion['stratum'],
): string {
  if (stratum !== null && undefinedCases + failed === 0)
    return `No case has ${stratum.factor} ${stratum.value}.`
  return `No case has a value: ${String(undefinedCases)} undefined, ${String(failed)} failed${note === null ? '' : ` (${note})`}.`
}

function finite(value: unknown): number | null {
  return typeof value === 'number' && Number.isFinite(value) ? value : null
}
