/** What a locked review says: preference or ratings with intervals, agreement, and what was behind every item. */
import type { Comparison } from '../../contract/comparison.ts'
import type { ReviewResult } from '../../contract/reviews.ts'
import { TouchstoneError } from '../errors.ts'
import { wilsonInterval } from '../statistics/wilson-interval.ts'
import { agreementOf } from './agreement.ts'
import { sessionView } from './blind-view.ts'
import {
  commonAnswers,
  firstTimes,
  judgementsOf,
  repeatedAnswers,
  unveiledItems,
  type Judgement,
} from './judgements.ts'
import { pairCounts, pairsOf, winRate } from './preference.ts'
import { ratingsOf } from './ratings.ts'
import type { ReviewState } from './review-book.ts'
import { reviewSentence } from './review-sentence.ts'
import { strengthsOf } from './strengths.ts'

/** Throws `conflict` before the lock. */
export function reviewResult(state: ReviewState, comparison: Comparison): ReviewResult {
  const { opened, locked } = state
  if (locked === null)
    throw new TouchstoneError(
      'conflict',
      'The review is not locked yet, and until then nothing of its result is told; lock it first.',
    )
  const level = 1 - comparison.alpha
  const all = judgementsOf(state, comparison)
  const first = firstTimes(all)
  const { kind, noDifference, tools, raters, cases } = opened
  const isPairs = kind === 'pairwise'
  const named = tools.map(({ key, run, digest }) => ({
    ...{ key, run, digest },
    name: comparison.tools.find((tool) => tool.key === key)?.name ?? key,
  }))
  const keyOf = (place: number): string => tools[place]?.key ?? ''
  const options = { noDifference, level }
  const names = named.map(({ name }) => name)
  const strengths = isPairs ? strengthsOf(first, { ...options, seed: opened.seed, names }) : null
  const shown = opened.items.flat()
  const result: Omit<ReviewResult, 'sentence'> = {
    session: sessionView(state),
    tools: named,
    ...{ seed: opened.seed, generator: opened.generator },
    unit: comparison.cases.some(({ sample }) => sample !== null) ? 'sample' : 'image',
    judgements: first.length,
    unanswered: shown.length - all.length,
    repeated: shown.filter(({ repeats }) => repeats !== null).length,
    pairs: (isPairs ? pairCounts(first, tools.length, options) : []).map((pair) => ({
      ...pair,
      ...{ a: keyOf(pair.a), b: keyOf(pair.b) },
    })),
    winRates: isPairs
      ? tools.map(({ key }, at) => ({ tool: key, rate: winRate(first, at, options) }))
      : [],
    bradleyTerry: strengths && {
      ...{ draws: strengths.draws, note: strengths.note },
      tools: strengths.tools.map((strength, at) => ({ tool: keyOf(at), strength })),
    },
    ratings: isPairs
      ? []
      : tools.map(({ key }, at) => ({
          tool: key,
          ...ratingsOf(first, at, { cases, comparison, level }),
        })),
    within: raters.map((rater, at) => ({
      rater,
      ...agreementOf(repeatedAnswers(all, at), kind, level),
    })),
    between: pairsOf(raters.length).map(([a, b]) => ({
      ...{ a: raters[a] ?? '', b: raters[b] ?? '' },
      ...agreementOf(commonAnswers(all, a, b), kind, level, 'no item was answered by both'),
    })),
    firstSide: isPairs ? firstSide(all, level) : null,
    items: unveiledItems(state),
  }
  return { ...result, sentence: reviewSentence(result) }
}

/** Near a half, or the side decided and not the picture. Repeats count: they were answered too. */
function firstSide(judgements: readonly Judgement[], level: number): ReviewResult['firstSide'] {
  const decided = judgements.filter(({ preferredFirst }) => preferredFirst !== null)
  if (decided.length === 0) return { undefined: 'no side was ever preferred' }
  const { share, lower, upper } = wilsonInterval(
    decided.filter(({ preferredFirst }) => preferredFirst === true).length,
    decided.length,
    level,
  )
  return { value: share, lower, upper, n: decided.length, note: '' }
}
