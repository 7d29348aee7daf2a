/**
 * A ratio of counts pooled over all cases (F1 of all objects, recall of all spots) with its interval: samples
 * are drawn with all their cases, and the ratio is computed anew in every draw. Objects are never drawn.
 */
import type { Estimate } from '../../contract/metrics.ts'
import { estimatePooled, type PooledOptions } from './estimate-pooled.ts'
import type { PooledCase } from './pooled-units.ts'

/** What one case adds above and below the line: 2 TP and 2 TP + FP + FN for F1. */
export interface Counts {
  readonly numerator: number
  readonly denominator: number
}

const name = 'ratio'

/** `answer` is null where the tool failed; a ratio whose denominator is 0 is undefined. Null without a case. */
export function pooledRatio(
  cases: readonly PooledCase<Counts>[],
  options: PooledOptions,
): Estimate | null {
  const estimates = estimatePooled(
    cases,
    (answers) => {
      const total = (part: keyof Counts): number =>
        answers.reduce((sum, counts) => sum + counts[part], 0)
      const denominator = total('denominator')
      const ratio =
        denominator === 0 ? { undefined: 'both-empty' } : total('numerator') / denominator
      return { [name]: ratio }
    },
    options,
  )
  return estimates[name] ?? null
}
