/** Ratings of a tool: how often each level was given, and the mean over independent units with its interval. */
import type { Comparison } from '../../contract/comparison.ts'
import { reviewLevels, type ReviewFigure } from '../../contract/reviews.ts'
import { estimateMean } from '../statistics/estimate.ts'
import { mean } from '../statistics/moments.ts'
import type { Judgement } from './judgements.ts'

export interface ToolRatings {
  /** From the lowest level. */
  readonly counts: number[]
  readonly mean: ReviewFigure
}

export interface RatedCases {
  /** Ids by place. */
  readonly cases: readonly string[]
  readonly comparison: Pick<Comparison, 'cases'>
  readonly level: number
}

/** `judgements`: first times of ratings; raters of one case are averaged first, then cases of one sample. */
export function ratingsOf(
  judgements: readonly Judgement[],
  tool: number,
  { cases, comparison, level }: RatedCases,
): ToolRatings {
  const own = judgements.filter(({ tools }) => tools[0] === tool)
  const counts = new Array<number>(reviewLevels).fill(0)
  for (const { category } of own) counts[category]!++
  if (own.length === 0) return { counts, mean: { undefined: 'nobody rated it' } }
  const samples = new Map(comparison.cases.map(({ id, sample }) => [id, sample]))
  const values = [...Map.groupBy(own, (one) => one.case)].map(([at, given]) => {
    const id = cases[at] ?? String(at)
    const value = mean(given.map(({ category }) => category + 1))
    return { case: id, sample: samples.get(id) ?? null, score: { value } }
  })
  const estimate = estimateMean(values, { level, range: [1, reviewLevels] })
  return {
    counts,
    mean: {
      value: Number(estimate.mean),
      lower: estimate.lower === null ? null : Number(estimate.lower),
      upper: estimate.upper === null ? null : Number(estimate.upper),
      n: estimate.n,
      note: estimate.note ?? '',
    },
  }
}
