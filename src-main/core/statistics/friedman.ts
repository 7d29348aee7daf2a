/**
 * Friedman's rank test over several tools on the same cases, with Kendall's W, the F form of Iman
 * and Davenport, and Nemenyi's critical difference (Demšar, JMLR 7, 2006).
 */
import { chiSquareSf, fSf } from './chi-square.ts'
import { averageRanks, tieSizes } from './rank.ts'
import { studentizedRangeQuantile, studentizedRangeSf } from './studentized-range.ts'

export interface FriedmanResult {
  /** Mean rank of every tool; 1 is best. */
  readonly averageRanks: readonly number[]
  /** χ² with correction for ties, tools - 1 degrees of freedom. */
  readonly statistic: number
  readonly p: number
  /** Agreement of the cases on the ranks, 0 to 1. */
  readonly kendallW: number
  readonly imanDavenport: {
    readonly statistic: number
    readonly degreesOfFreedom: readonly [tools: number, rest: number]
    readonly p: number
  }
}

/** `scores`: one row per case, one column per tool. */
export function friedmanTest(
  scores: readonly (readonly number[])[],
  direction: 'higher' | 'lower' = 'higher',
): FriedmanResult {
  const cases = scores.length
  const tools = scores[0]?.length ?? 0
  const rankSums = new Array<number>(tools).fill(0)
  let tied = 0
  for (const row of scores) {
    const ranks = averageRanks(direction === 'higher' ? row.map((score) => -score) : row)
    ranks.forEach((rank, tool) => (rankSums[tool]! += rank))
    for (const size of tieSizes(ranks)) tied += size ** 3 - size
  }
  const squares = rankSums.reduce((sum, ranks) => sum + ranks ** 2, 0)
  const untied = (12 / (tools * cases * (tools + 1))) * squares - 3 * cases * (tools + 1)
  const statistic = untied / (1 - tied / (tools * (tools * tools - 1) * cases))
  const rest = cases * (tools - 1)
  const fStatistic = ((cases - 1) * statistic) / (rest - statistic)
  const degreesOfFreedom = [tools - 1, (tools - 1) * (cases - 1)] as const
  return {
    averageRanks: rankSums.map((sum) => sum / cases),
    statistic,
    p: chiSquareSf(statistic, tools - 1),
    kendallW: statistic / rest,
    imanDavenport: {
      statistic: fStatistic,
      degreesOfFreedom,
      p: fSf(fStatistic, ...degreesOfFreedom),
    },
  }
}

/** Mean ranks further apart than `difference` differ at `alpha`; `q` is the studentised range / √2. */
export function nemenyiCriticalDifference(
  tools: number,
  cases: number,
  alpha: number,
): { readonly q: number; readonly difference: number } {
  const q = studentizedRangeQuantile(1 - alpha, tools) / Math.SQRT2
  return { q, difference: q * rankError(tools, cases) }
}

/** Pairwise p-values from mean ranks. */
export function nemenyiP(ranks: readonly number[], cases: number): number[][] {
  const error = rankError(ranks.length, cases)
  return ranks.map((a) =>
    ranks.map((b) => studentizedRangeSf((Math.abs(a - b) / error) * Math.SQRT2, ranks.length)),
  )
}

function rankError(tools: number, cases: number): number {
  return Math.sqrt((tools * (tools + 1)) / (6 * cases))
}
