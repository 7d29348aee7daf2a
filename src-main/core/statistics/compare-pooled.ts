/**
 * The comparison by a score of all cases together: paired differences by cluster bootstrap, the randomisation
 * test corrected for all pairs, verdicts, ranking and the sentence, as `compare-tools.ts` gives them for means.
 */
import type { Verdict } from '../../contract/comparison.ts'
import type { Estimate } from '../../contract/metrics.ts'
import { percentileInterval } from './bootstrap.ts'
import type { ComparisonOptions, ToolComparison } from './compare-tools.ts'
import { comparisonSentence } from './comparison-sentence.ts'
import { holm } from './holm.ts'
import { type JudgedPair, saysBetter } from './judge-pairs.ts'
import { standardDeviation } from './moments.ts'
import { type PooledCase, pooledUnits } from './pooled-units.ts'
import { createRandom } from './random.ts'
import { rankTools } from './ranking.ts'
import { swapTest } from './swap-test.ts'
import type { Unit } from './units.ts'
import { verdictOf } from './verdict.ts'

export interface PooledTool<Answer> {
  readonly tool: string
  readonly name: string
  /** The same cases for every tool. */
  readonly cases: readonly PooledCase<Answer>[]
  readonly estimate: Estimate | undefined
}

export interface PooledComparisonOptions extends ComparisonOptions {
  readonly draws: number
}

/** `scoreOf`: the headline of any list of answers, null where undefined. */
export function comparePooled<Answer>(
  tools: readonly PooledTool<Answer>[],
  scoreOf: (answers: readonly Answer[]) => number | null,
  options: PooledComparisonOptions,
): ToolComparison {
  const { metric, alpha, delta } = options
  const unit = pooledUnits(tools[0]?.cases ?? []).unit
  const direction = metric.direction === 'higher' ? 'higher' : 'lower'
  const pairs = judged(tools, scoreOf, { ...options, unit, direction })
  const ranking = rankTools({
    tools: tools.map((tool) => ({ tool: tool.tool, mean: rankingValue(tool, metric.worst) })),
    direction,
    isBetter: (first, second) => pairs.some((pair) => saysBetter(pair, first, second)),
  })
  const estimates = Object.fromEntries(
    tools.flatMap(({ tool, estimate }) => (estimate ? [[tool, estimate]] : [])),
  )
  const names = Object.fromEntries(tools.map(({ tool, name }) => [tool, name]))
  return {
    unit,
    estimates,
    verdicts: pairs.map(({ verdict }) => verdict),
    ranking,
    sentence: comparisonSentence({ metric, unit, alpha, delta, estimates, pairs, ranking, names }),
    warnings: tools.flatMap((tool) => warningsOf(tool, metric.worst)),
  }
}

interface PairOptions extends PooledComparisonOptions {
  readonly unit: Unit
  readonly direction: 'higher' | 'lower'
}

function judged<Answer>(
  tools: readonly PooledTool<Answer>[],
  scoreOf: (answers: readonly Answer[]) => number | null,
  options: PairOptions,
): JudgedPair[] {
  const pairs = tools.flatMap((a, i) =>
    tools.slice(i + 1).map((b) => ({ a, b, ...comparedPair(a, b, scoreOf, options) })),
  )
  const tested = pairs.flatMap(({ test }) => (test === null ? [] : [test]))
  const adjusted = holm(tested.map(({ p }) => p))
  const compared = new Set(pairs.flatMap(({ a, b, test }) => (test === null ? [] : [a, b]))).size
  return pairs.map(({ a, b, difference, test }): JudgedPair => {
    const pAdjusted = test === null ? null : adjusted[tested.indexOf(test)]!
    const result = verdictOf({
      a: a.name,
      b: b.name,
      direction: options.direction,
      difference,
      pAdjusted,
      alpha: options.alpha,
      delta: options.delta,
      tools: Math.max(2, compared),
      unit: options.unit,
    })
    const { mean, lower, upper, n } = difference
    const verdict: Verdict = {
      a: a.tool,
      b: b.tool,
      metric: options.metric.id,
      code: result.code,
      text: result.text,
      difference: { mean, lower, upper, n },
      p: test?.p ?? null,
      pAdjusted,
      test: `exchange of the tools' answers ${options.unit} by ${options.unit}, two-sided, ${test === null ? 'not run' : `${test.method}, ${test.swaps} exchanges`}; interval of the difference by cluster bootstrap; holm over ${tested.length} pairs`,
      needed: result.needed,
    }
    const better = result.better === null ? null : { a: a.tool, b: b.tool }[result.better]
    return { verdict, better, needed: result.needed, leftOut: { withoutScore: 0, infinite: 0 } }
  })
}

/** Over the cases that both tools answered. */
function comparedPair<Answer>(
  a: PooledTool<Answer>,
  b: PooledTool<Answer>,
  scoreOf: (answers: readonly Answer[]) => number | null,
  { alpha, seed, draws }: PairOptions,
) {
  const isCommon = (place: number): boolean =>
    a.cases[place]!.answer !== null && b.cases[place]!.answer !== null
  const common = ({ cases }: PooledTool<Answer>) =>
    pooledUnits(cases.filter((_, place) => isCommon(place))).groups
  const [groupsA, groupsB] = [common(a), common(b)]
  const n = groupsA.length
  const [valueA, valueB] = [scoreOf(groupsA.flat()), scoreOf(groupsB.flat())]
  if (n === 0 || valueA === null || valueB === null) {
    const difference = { mean: null, sd: null, lower: null, upper: null, n: 0 }
    return { difference, test: null }
  }
  const mean = valueA - valueB
  const drawn = differencesDrawn(groupsA, groupsB, scoreOf, { seed, draws })
  const isEnough = n > 1 && drawn.length >= draws / 2
  const { lower, upper } = isEnough
    ? percentileInterval(drawn, 1 - alpha)
    : { lower: null, upper: null }
  // spread of one unit, as the standard error of the mean of n would have it
  const sd = isEnough ? standardDeviation([...drawn]) * Math.sqrt(n) : null
  return {
    difference: { mean, sd, lower, upper, n },
    test: swapTest(groupsA, groupsB, scoreOf, { seed, draws }),
  }
}

function differencesDrawn<Answer>(
  a: readonly (readonly Answer[])[],
  b: readonly (readonly Answer[])[],
  scoreOf: (answers: readonly Answer[]) => number | null,
  { seed, draws }: { readonly seed: number; readonly draws: number },
): Float64Array {
  const random = createRandom(seed)
  const values: number[] = []
  for (let draw = 0; a.length > 1 && draw < draws; draw++) {
    const places = a.map(() => random.nextInteger(a.length))
    const first = scoreOf(places.flatMap((place) => a[place]!))
    const second = scoreOf(places.flatMap((place) => b[place]!))
    if (first !== null && second !== null) values.push(first - second)
  }
  return Float64Array.from(values)
}

/** A tool that produced nothing does not climb by it: failed cases weigh in with the worst value. */
function rankingValue<Answer>(
  { cases, estimate }: PooledTool<Answer>,
  worst: number | null | undefined,
): number | null {
  if (estimate?.mean === undefined || estimate.mean === null) return null
  const value = Number(estimate.mean)
  if (worst === null || worst === undefined) return value
  const failed = cases.filter(({ answer }) => answer === null).length
  return (value * (cases.length - failed) + worst * failed) / cases.length
}

function warningsOf<Answer>(
  { name, cases, estimate }: PooledTool<Answer>,
  worst: number | null | undefined,
): string[] {
  const failed = cases.filter(({ answer }) => answer === null).length
  const counted =
    worst === null || worst === undefined ? 'leaves them out' : `counts them as ${worst}`
  return [
    ...(failed > 0
      ? [
          `${name} failed on ${failed} of ${cases.length} cases; its score and differences leave them out, the ranking ${counted}.`,
        ]
      : []),
    ...(estimate?.mean === undefined || estimate.mean === null
      ? [`${name} has no score over all cases and is not ranked.`]
      : []),
  ]
}
