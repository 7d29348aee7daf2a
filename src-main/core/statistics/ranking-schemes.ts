/**
 * Three ways from scores to ranks (Wiesenfarth 2021): by the mean; by the mean of the ranks within each case;
 * by the number of tools that a one-sided signed-rank test says a tool is better than. A failed case is the
 * worst there is; undefined scores take no part.
 */
import type { RankingScheme } from '../../contract/comparison.ts'
import type { Direction } from '../../contract/metrics.ts'
import { holm } from './holm.ts'
import { mean } from './moments.ts'
import { pairedDifference } from './paired-difference.ts'
import { averageRanks } from './rank.ts'
import { failedAs, magnitudesOf, numberOf, unitValues, type CaseValue } from './units.ts'
import { wilcoxonSignedRank } from './wilcoxon.ts'

export interface RankableTool {
  readonly tool: string
  readonly scores: readonly CaseValue[]
}

export interface RankingOptions {
  readonly direction: Direction
  /** Worst possible score; null where there is none. */
  readonly worst: number | null
  readonly alpha: number
}

/** By tool; 1 is best, ties share the mean rank; null where the tool has no value in any case. */
export type Ranks = Readonly<Record<string, number | null>>

export function rankBy(
  scheme: RankingScheme,
  tools: readonly RankableTool[],
  options: RankingOptions,
): Ranks {
  const ranked = comparable(tools, options)
  const merits = schemes[scheme](ranked, options)
  const ranks = averageRanks(merits.map((merit) => (Number.isNaN(merit) ? Infinity : -merit)))
  return Object.fromEntries(
    tools.map(({ tool }) => {
      const place = ranked.findIndex((other) => other.tool === tool)
      return [tool, place < 0 || Number.isNaN(merits[place]!) ? null : ranks[place]!]
    }),
  )
}

/** Tools with a value somewhere, turned so that higher is better. */
export interface ComparableTool extends RankableTool {
  /** Failed cases as the worst possible score; left out of means where there is none. */
  readonly counted: readonly CaseValue[]
  /** Failed cases as something worse than every score seen: enough for ranks. */
  readonly ordered: readonly CaseValue[]
}

export function comparable(
  tools: readonly RankableTool[],
  { direction, worst }: Pick<RankingOptions, 'direction' | 'worst'>,
): ComparableTool[] {
  const turned = tools.map(({ tool, scores }) => ({ tool, scores: turn(scores, direction) }))
  const valued = turned.filter(({ scores }) => unitValues(scores).values.length > 0)
  const lowest = worst === null ? null : direction === 'higher' ? worst : -worst
  const beyond = lowest ?? belowAll(valued)
  return valued.map(({ tool, scores }) => ({
    tool,
    scores,
    counted: failedAs(scores, lowest),
    ordered: failedAs(scores, beyond),
  }))
}

type Scheme = (tools: readonly ComparableTool[], options: RankingOptions) => number[]

/** Each gives the merit of every tool, more is better. */
const schemes: Readonly<Record<RankingScheme, Scheme>> = {
  'mean-then-rank': (tools) => tools.map(({ counted }) => meanOfUnits(counted)),
  'rank-then-mean': rankWithinCases,
  'test-then-rank': countWins,
}

/** Over cases in which every tool has a value or failed; within a sample the ranks are averaged first. */
function rankWithinCases(tools: readonly ComparableTool[]): number[] {
  const values = tools.map(
    ({ ordered }) => new Map(ordered.map((one) => [one.case, numberOf(one.score)])),
  )
  const ranks: CaseValue[][] = tools.map(() => [])
  for (const { case: name, sample } of tools[0]?.ordered ?? []) {
    const row = values.flatMap((ofTool) => ofTool.get(name) ?? [])
    if (row.length < tools.length) continue
    averageRanks(row.map((value) => -value)).forEach((value, place) =>
      ranks[place]!.push({ case: name, sample, score: { value } }),
    )
  }
  return ranks.map((ofTool) => -meanOfUnits(ofTool))
}

/** Wins at alpha, Holm over all ordered pairs, as challengeR's significance map counts them. */
function countWins(tools: readonly ComparableTool[], { alpha }: RankingOptions): number[] {
  const pairs = tools.flatMap((_, a) => tools.flatMap((_other, b) => (a === b ? [] : [{ a, b }])))
  const adjusted = holm(pairs.map(({ a, b }) => pGreater(tools[a]!, tools[b]!)))
  const wins = tools.map(() => 0)
  pairs.forEach(({ a }, k) => {
    if (adjusted[k]! <= alpha) wins[a]!++
  })
  return wins
}

function pGreater(a: ComparableTool, b: ComparableTool): number {
  const { differences } = pairedDifference(a.ordered, b.ordered)
  return wilcoxonSignedRank(
    differences.map(({ value }) => value),
    { alternative: 'greater' },
  ).p
}

function meanOfUnits(scores: readonly CaseValue[]): number {
  return mean(unitValues(scores).values.map(({ value }) => value))
}

function turn(scores: readonly CaseValue[], direction: Direction): readonly CaseValue[] {
  if (direction === 'higher') return scores
  return (direction === 'zero' ? magnitudesOf(scores) : scores).map((one) => {
    const value = numberOf(one.score)
    return value === null ? one : { ...one, score: { value: negated(value) } }
  })
}

function negated(value: number) {
  if (Number.isFinite(value)) return -value
  return value > 0 ? '-Infinity' : 'Infinity'
}

/** Further below the lowest score than any two scores lie apart. */
function belowAll(tools: readonly RankableTool[]): number {
  const values = tools
    .flatMap(({ scores }) => scores.flatMap(({ score }) => numberOf(score) ?? []))
    .filter(Number.isFinite)
  let [low, high] = [values[0] ?? 0, values[0] ?? 0]
  for (const value of values) [low, high] = [Math.min(low, value), Math.max(high, value)]
  return low - (high - low) - 1
}
