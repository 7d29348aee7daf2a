/** Every pair of tools once: paired difference, signed-rank test, Holm over all pairs, verdict. */
import type { Verdict } from '../../contract/comparison.ts'
import { holm } from './holm.ts'
import { pairedDifference, type PairedDifference } from './paired-difference.ts'
import type { CaseValue, Unit } from './units.ts'
import { verdictOf } from './verdict.ts'
import { wilcoxonSignedRank } from './wilcoxon.ts'

export interface JudgedPair {
  readonly verdict: Verdict
  /** Key of the tool the verdict names as better. */
  readonly better: string | null
  readonly needed: number | null
  readonly leftOut: PairedDifference['leftOut']
}

export interface JudgedTool {
  readonly tool: string
  readonly name?: string
  readonly scores: readonly CaseValue[]
}

export interface JudgeOptions {
  /** Metric id for the verdicts. */
  readonly metric: string
  readonly direction: 'higher' | 'lower'
  readonly alpha: number
  readonly delta: number | null
  readonly unit: Unit
}

/** Pairs in the order given: (1, 2), (1, 3), ..., (2, 3), ... Tools without a value are not tested. */
export function judgePairs(tools: readonly JudgedTool[], options: JudgeOptions): JudgedPair[] {
  const { alpha } = options
  const pairs = tools.flatMap((a, i) =>
    tools.slice(i + 1).map((b) => {
      const difference = pairedDifference(a.scores, b.scores, 1 - alpha)
      const test =
        difference.n === 0
          ? null
          : wilcoxonSignedRank(difference.differences.map(({ value }) => value))
      return { a, b, difference, test }
    }),
  )
  const tested = pairs.flatMap(({ test }) => (test === null ? [] : [test]))
  const adjusted = holm(tested.map(({ p }) => p))
  const compared = new Set(pairs.flatMap(({ a, b, test }) => (test === null ? [] : [a, b]))).size
  return pairs.map(({ a, b, difference, test }) => {
    const pAdjusted = test === null ? null : adjusted[tested.indexOf(test)]!
    const names = { a: a.name ?? a.tool, b: b.name ?? b.tool }
    const result = verdictOf({
      ...options,
      ...names,
      difference,
      pAdjusted,
      tools: Math.max(2, compared),
    })
    const { mean, lower, upper, n } = difference
    const verdict: Verdict = {
      a: a.tool,
      b: b.tool,
      metric: options.metric,
      code: result.code,
      text: result.text,
      difference: { mean, lower, upper, n },
      p: test === null ? null : test.p,
      pAdjusted,
      test: `wilcoxon-signed-rank, two-sided, ${test === null ? 'not run' : test.method}, zeros dropped; holm over ${tested.length} pairs`,
      needed: result.needed,
    }
    const better = result.better === null ? null : { a: a.tool, b: b.tool }[result.better]
    return { verdict, better, needed: result.needed, leftOut: difference.leftOut }
  })
}

/** Whether the pair is of these two and names the first as better. */
export function saysBetter(
  { verdict: { a, b }, better }: JudgedPair,
  first: string,
  second: string,
): boolean {
  return better === first && first !== second && (a === second || b === second)
}
