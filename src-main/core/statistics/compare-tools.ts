/**
 * The whole comparison by one metric: estimates, paired differences with tests corrected for all
 * pairs, verdicts, ranking, and the one sentence that answers the question.
 */
import type { Verdict } from '../../contract/comparison.ts'
import type { Direction, Estimate } from '../../contract/metrics.ts'
import { comparisonSentence } from './comparison-sentence.ts'
import { estimateMean } from './estimate.ts'
import type { IntervalMethod, ScoreRange } from './interval-method.ts'
import { judgePairs, saysBetter, type JudgedPair } from './judge-pairs.ts'
import { mean } from './moments.ts'
import { rankTools, type RankedTool } from './ranking.ts'
import { failedAs, magnitudesOf, unitValues, type CaseValue, type Unit } from './units.ts'

export interface ComparedScores {
  /** Key of the tool in every table of the result. */
  readonly tool: string
  /** Name for sentences; the key where absent. */
  readonly name?: string
  /** `reference` (the input itself) gets an estimate but is neither tested nor ranked. */
  readonly role?: 'tool' | 'reference'
  readonly scores: readonly CaseValue[]
}

export interface ComparisonOptions {
  readonly metric: {
    readonly id: string
    /** For sentences, for instance `F1`. */
    readonly name: string
    readonly direction: Direction
    readonly digits: number
    /** Worst possible score, where there is one: what a failed case counts as in the ranking. */
    readonly worst?: number | null
    /** Possible scores, null where there is no bound: an interval between two bounds keeps to them. */
    readonly range?: ScoreRange
  }
  /** Error rate over all pairs; intervals have level 1 - alpha. */
  readonly alpha: number
  /** Minimal relevant difference, fixed before results are seen. */
  readonly delta: number | null
  readonly seed: number
  /** Default: by the range of the metric and the number of units. */
  readonly method?: IntervalMethod
  /** Give the percentile bootstrap beside each interval. */
  readonly beside?: boolean
}

export interface ToolComparison {
  readonly unit: Unit
  readonly estimates: Readonly<Record<string, Estimate>>
  /** Every pair of ranked tools once, in the order given. */
  readonly verdicts: readonly Verdict[]
  readonly ranking: readonly RankedTool[]
  readonly sentence: string
  readonly warnings: readonly string[]
}

/** The result does not depend on the order of cases. */
export function compareTools(
  tools: readonly ComparedScores[],
  options: ComparisonOptions,
): ToolComparison {
  const { metric, alpha } = options
  const worst = metric.worst ?? null
  const estimates = Object.fromEntries(
    tools.map(({ tool, scores }) => [
      tool,
      estimateMean(scores, {
        level: 1 - alpha,
        seed: options.seed,
        ...(options.method === undefined ? {} : { method: options.method }),
        ...(metric.range === undefined ? {} : { range: metric.range }),
        ...(options.beside === undefined ? {} : { beside: options.beside }),
        ...(worst === null ? {} : { worst }),
      }),
    ]),
  )
  const unit: Unit = tools.some(({ scores }) => scores.some(({ sample }) => sample !== null))
    ? 'sample'
    : 'image'
  const direction = metric.direction === 'higher' ? 'higher' : 'lower'
  const ranked = tools.filter(({ role }) => role !== 'reference').map((t) => magnitudes(t, metric))
  const pairs = judgePairs(ranked, {
    metric: metric.id,
    direction,
    alpha,
    delta: options.delta,
    unit,
  })
  const ranking = rankTools({
    tools: ranked.map(({ tool, scores }) => ({ tool, mean: rankingMean(scores, worst) })),
    direction,
    isBetter: (first, second) => pairs.some((pair) => saysBetter(pair, first, second)),
  })
  const names = Object.fromEntries(tools.map(({ tool, name }) => [tool, name ?? tool]))
  return {
    unit,
    estimates,
    verdicts: pairs.map(({ verdict }) => verdict),
    ranking,
    sentence: comparisonSentence({
      metric,
      unit,
      alpha,
      delta: options.delta,
      estimates,
      pairs,
      ranking,
      names,
    }),
    warnings: warningsOf(ranked, pairs, { unit, worst, names }),
  }
}

function magnitudes(
  tool: ComparedScores,
  { direction }: ComparisonOptions['metric'],
): ComparedScores {
  return direction === 'zero' ? { ...tool, scores: magnitudesOf(tool.scores) } : tool
}

/** A tool that produced nothing does not climb by it: failed cases count as the worst value. */
function rankingMean(scores: readonly CaseValue[], worst: number | null): number | null {
  // Failing every case is not a value that could be ranked.
  if (unitValues(scores).values.length === 0) return null
  const { values } = unitValues(failedAs(scores, worst))
  return mean(values.map(({ value }) => value))
}

function warningsOf(
  tools: readonly ComparedScores[],
  pairs: readonly JudgedPair[],
  context: {
    readonly unit: Unit
    readonly worst: number | null
    readonly names: Readonly<Record<string, string>>
  },
): string[] {
  const warnings: string[] = []
  for (const { tool, scores } of tools) {
    const { failed, undefined: without } = unitValues(scores)
    const name = context.names[tool] ?? tool
    if (failed > 0) {
      const counted = context.worst === null ? 'leaves them out' : `counts them as ${context.worst}`
      warnings.push(
        `${name} failed on ${failed} of ${scores.length} cases; its mean and differences leave them out, the ranking ${counted}.`,
      )
    }
    if (unitValues(scores).values.length === 0) {
      warnings.push(`${name} has no score in any case and is not ranked.`)
    }
    if (without > 0) {
      warnings.push(`${name} has no defined score in ${without} of ${scores.length} cases.`)
    }
  }
  const infinite = Math.max(0, ...pairs.map(({ leftOut }) => leftOut.infinite))
  if (infinite > 0) {
    warnings.push(
      `Up to ${infinite} cases with an infinite score are left out of paired differences.`,
    )
  }
  if (
    tools.some(
      ({ scores }) =>
        scores.some(({ sample }) => sample !== null) &&
        scores.some(({ sample }) => sample === null),
    )
  ) {
    warnings.push('Some cases name no sample; each of them counts as a sample of its own.')
  }
  return warnings
}
