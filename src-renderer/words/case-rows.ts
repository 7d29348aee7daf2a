/** Cases sorted by one score of one tool, worst first; failures before everything, undefined last. Pure. */
import type { CaseScore, Comparison } from '../../src-main/contract/comparison.ts'
import type { Direction } from '../../src-main/contract/metrics.ts'
import { undefinedInWords } from '../../src-main/contract/undefined-words.ts'
import { comparable } from './numbers.ts'

export type ComparisonCase = Comparison['cases'][number]

export function scoreOf(row: ComparisonCase, tool: string, metric: string): CaseScore | null {
  return row.scores[tool]?.[metric] ?? null
}

/** Why cases of a tool have no value, in words, the commonest first. */
export function undefinedReasonsOf(
  comparison: Comparison,
  tool: string,
  metric: string,
): readonly { readonly text: string; readonly cases: number }[] {
  const counts = new Map<string, number>()
  for (const row of comparison.cases) {
    const score = scoreOf(row, tool, metric)
    if (score === null || !('undefined' in score)) continue
    const text = undefinedInWords(score.undefined)
    counts.set(text, (counts.get(text) ?? 0) + 1)
  }
  return [...counts].sort(([, a], [, b]) => b - a).map(([text, cases]) => ({ text, cases }))
}

export function worstFirst(
  comparison: Comparison,
  tool: string,
  metric: string,
): readonly ComparisonCase[] {
  const direction =
    comparison.metrics.find((entry) => entry.definition.id === metric)?.definition.direction ??
    'higher'
  const badness = (row: ComparisonCase) => badnessOf(scoreOf(row, tool, metric), direction)
  return [...comparison.cases].sort((a, b) => {
    const [first, second] = [badness(b), badness(a)]
    // Equal infinities subtract to NaN.
    return first === second ? a.id.localeCompare(b.id) : first > second ? 1 : -1
  })
}

/** Larger is worse. A failure is worse than any value; undefined says nothing and comes last. */
function badnessOf(score: CaseScore | null, direction: Direction): number {
  if (score === null || 'undefined' in score) return Number.NEGATIVE_INFINITY
  if ('failed' in score) return Number.POSITIVE_INFINITY
  const value = comparable(score.value)
  const worst = direction === 'higher' ? -value : direction === 'lower' ? value : Math.abs(value)
  return Math.min(Number.MAX_VALUE, Math.max(-Number.MAX_VALUE, worst))
}
