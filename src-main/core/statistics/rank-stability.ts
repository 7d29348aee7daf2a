/**
 * How far the order of tools hangs on the scheme that makes it and on the samples that happened to be there:
 * ranks under three schemes and their agreement, ranks under resampling of samples, Friedman with Nemenyi.
 */
import type { RankingScheme, RankStability } from '../../contract/comparison.ts'
import { friedmanTest, nemenyiCriticalDifference } from './friedman.ts'
import { mean } from './moments.ts'
import { median, quantile } from './quantile.ts'
import { createRandom, generatorId } from './random.ts'
import { averageRanks } from './rank.ts'
import { kendallTauB } from './rank-correlation.ts'
import { comparable, rankBy, type Ranks } from './ranking-schemes.ts'
import type { ComparableTool, RankableTool, RankingOptions } from './ranking-schemes.ts'
import { unitValues, type CaseValue } from './units.ts'

export interface StabilityOptions extends RankingOptions {
  readonly seed: number
  /** Draws of the bootstrap, default 1000. */
  readonly draws?: number
}

const schemes: readonly RankingScheme[] = ['mean-then-rank', 'rank-then-mean', 'test-then-rank']
const tauBins = 20

/** Of ranked tools; the input itself is none. Nothing depends on the order of cases. */
export function rankStability(
  tools: readonly RankableTool[],
  options: StabilityOptions,
): RankStability {
  const ranked = comparable(tools, options)
  const ranks = schemes.map((scheme) => ({ scheme, ranks: rankBy(scheme, tools, options) }))
  return {
    schemes: ranks,
    agreement: ranks.flatMap((a, i) =>
      ranks
        .slice(i + 1)
        .map((b) => ({ a: a.scheme, b: b.scheme, tau: tauBetween(a.ranks, b.ranks) })),
    ),
    bootstrap: bootstrapRanks(ranked, options),
    friedman: friedman(ranked, options.alpha),
  }
}

/** Over the tools that both rank; null where one side ties them all. */
export function tauBetween(a: Ranks, b: Ranks): number | null {
  const pairs = Object.keys(a).flatMap((tool) => {
    const [x, y] = [a[tool] ?? null, b[tool] ?? null]
    return x === null || y === null ? [] : [[x, y] as const]
  })
  return tauOf(
    pairs.map(([x]) => x),
    pairs.map(([, y]) => y),
  )
}

function tauOf(x: readonly number[], y: readonly number[]): number | null {
  if (x.length < 2) return null
  const { coefficient } = kendallTauB(x, y)
  return Number.isFinite(coefficient) ? coefficient : null
}

/** One draw of units serves all tools; a tool without a value in a draw comes last there. */
function bootstrapRanks(
  tools: readonly ComparableTool[],
  { seed, draws = 1000 }: StabilityOptions,
): RankStability['bootstrap'] {
  const { units, values } = table(tools.map(({ counted }) => counted))
  if (units < 2 || tools.length < 2) return null
  const merit = (drawn: ArrayLike<number>) => (ofTool: Float64Array) => meanOf(ofTool, drawn)
  const ranksOf = (drawn: ArrayLike<number>): number[] =>
    averageRanks(values.map(merit(drawn)).map((value) => (Number.isNaN(value) ? Infinity : -value)))
  const full = ranksOf(Uint32Array.from({ length: units }, (_, place) => place))
  const random = createRandom(seed)
  const ranks = tools.map(() => new Float64Array(draws))
  const taus: number[] = []
  for (let draw = 0; draw < draws; draw++) {
    const drawn = Uint32Array.from({ length: units }, () => random.nextInteger(units))
    const own = ranksOf(drawn)
    own.forEach((rank, place) => (ranks[place]![draw] = rank))
    const tau = tauOf(own, full)
    if (tau !== null) taus.push(tau)
  }
  return {
    draws,
    seed,
    generator: generatorId,
    scheme: 'mean-then-rank',
    tools: Object.fromEntries(
      tools.map(({ tool }, place) => [tool, frequencies(ranks[place]!, tools.length)]),
    ),
    tauCounts: binned(taus),
    medianTau: taus.length === 0 ? null : median(taus),
  }
}

function frequencies(ranks: Float64Array, tools: number) {
  const counts = new Array<number>(tools).fill(0)
  for (const rank of ranks) counts[Math.floor(rank) - 1]!++
  return {
    shares: counts.map((count) => count / ranks.length),
    median: median(ranks),
    lower: quantile(ranks, 0.025),
    upper: quantile(ranks, 0.975),
  }
}

function binned(taus: readonly number[]): number[] {
  const counts = new Array<number>(tauBins).fill(0)
  for (const tau of taus) {
    const bin = Math.floor(((tau + 1) / 2) * tauBins)
    counts[Math.min(tauBins - 1, Math.max(0, bin))]!++
  }
  return counts
}

/** Over units in which every tool has a value. */
function friedman(tools: readonly ComparableTool[], alpha: number): RankStability['friedman'] {
  const { units, values } = table(tools.map(({ ordered }) => ordered))
  const rows = Array.from({ length: units }, (_, unit) => values.map((ofTool) => ofTool[unit]!))
  const complete = rows.filter((row) => !row.some(Number.isNaN))
  if (tools.length < 3 || complete.length < 2) return null
  const { statistic, p, averageRanks: meanRanks } = friedmanTest(complete)
  // Every unit ties all tools: there is nothing to test.
  if (!Number.isFinite(statistic)) return null
  const critical = nemenyiCriticalDifference(tools.length, complete.length, alpha)
  return {
    statistic,
    degreesOfFreedom: tools.length - 1,
    p,
    units: complete.length,
    meanRanks: Object.fromEntries(tools.map(({ tool }, place) => [tool, meanRanks[place]!])),
    criticalDifference: critical.difference,
  }
}

/** One row per tool, one column per unit that any tool has a value for; NaN where it has none. */
function table(tools: readonly (readonly CaseValue[])[]) {
  const rows = tools.map(
    (scores) => new Map(unitValues(scores).values.map(({ unit, value }) => [unit, value])),
  )
  const names = [...new Set(rows.flatMap((row) => [...row.keys()]))].sort()
  const values = rows.map((row) => Float64Array.from(names, (name) => row.get(name) ?? NaN))
  return { units: names.length, values }
}

/** NaN where none of the drawn units has a value. */
function meanOf(values: Float64Array, drawn: ArrayLike<number>): number {
  return mean(Array.from(drawn, (place) => values[place]!).filter((value) => !Number.isNaN(value)))
}
