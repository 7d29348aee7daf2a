/** What the last locked review of a comparison says of one tool, between 0 and 1: a criterion among others. */
import type { Comparison } from '../../contract/comparison.ts'
import { reviewLevels, type ReviewFigure } from '../../contract/reviews.ts'
import { counted } from '../counted.ts'
import { firstTimes, judgementsOf } from './judgements.ts'
import { winRate } from './preference.ts'
import { ratingsOf } from './ratings.ts'
import type { ReviewBook } from './review-book.ts'

export interface ReviewedTool {
  readonly session: string
  /** Win rate over all pairs; for ratings their mean, with 1 as 0 and 5 as 1. */
  readonly figure: ReviewFigure
  /** The figure as people say it: `63 %`, `3.8 of 5`. */
  readonly shown: string
  /** Who judged, and when it was locked. */
  readonly text: string
}

/**
 * All tools are taken from one session, so that their figures can be compared: the last locked one that anybody
 * answered; null where there is none.
 */
export function reviewedTool(
  book: Pick<ReviewBook, 'ofComparison'>,
  comparison: Comparison,
  key: string,
): ReviewedTool | null {
  const state = book
    .ofComparison(comparison.id)
    .filter(({ locked, answers }) => locked !== null && answers.some(({ size }) => size > 0))
    .sort((a, b) => (a.locked?.seq ?? 0) - (b.locked?.seq ?? 0))
    .at(-1)
  if (state === undefined) return null
  const { session, tools, raters, kind, noDifference, cases } = state.opened
  const text = `${kind === 'rating' ? 'rated' : 'compared in pairs'} by ${counted(raters.length, 'rater')}, ${counted(cases.length, 'case')}, locked ${state.locked?.at.slice(0, 10) ?? ''}`
  const at = tools.findIndex((tool) => tool.key === key)
  if (at < 0)
    return {
      session,
      text,
      shown: '',
      figure: { undefined: 'this tool was not among those shown' },
    }
  const first = firstTimes(judgementsOf(state, comparison))
  const level = 1 - comparison.alpha
  if (kind === 'pairwise') {
    const figure = winRate(first, at, { noDifference, level })
    const shown = 'value' in figure ? `${String(Math.round(figure.value * 100))} %` : ''
    return { session, text, shown, figure }
  }
  const { mean } = ratingsOf(first, at, { cases, comparison, level })
  const shown = 'value' in mean ? `${mean.value.toFixed(1)} of ${String(reviewLevels)}` : ''
  return { session, text, shown, figure: shareOfScale(mean) }
}

function shareOfScale(mean: ReviewFigure): ReviewFigure {
  if ('undefined' in mean) return mean
  const share = (value: number): number => (value - 1) / (reviewLevels - 1)
  return {
    ...mean,
    value: share(mean.value),
    lower: mean.lower === null ? null : share(mean.lower),
    upper: mean.upper === null ? null : share(mean.upper),
  }
}
