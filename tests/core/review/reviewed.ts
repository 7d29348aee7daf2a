/** A review over a finished comparison of scripted tools, with answers as a test needs them. */
import { reviewOrderSchema, type ReviewOrder } from '../../../src-main/contract/reviews.ts'
import type { Comparison } from '../../../src-main/contract/comparison.ts'
import { itemView } from '../../../src-main/core/review/blind-view.ts'
import { answerItem, lockReview, openReview } from '../../../src-main/core/review/conduct-review.ts'
import {
  createReviewBook,
  type ReviewBook,
  type ReviewState,
} from '../../../src-main/core/review/review-book.ts'
import { caseNames, compareTools, type Compared } from '../criteria/compared-tools.ts'

export interface Reviewed extends Omit<Compared, 'state'> {
  readonly book: ReviewBook
  readonly session: string
  readonly comparison: Comparison
  state(): ReviewState
  answer(rater: string, place: number, answer: string | number): void
  /** Answers all items of a rater: by the tools as shown, and their case. */
  answerAll(
    rater: string,
    judge: (tools: readonly string[], caseId: string, again: boolean) => string | number,
  ): void
  lock(): void
}

export const reviewTools = ['baseline:a', 'baseline:b', 'baseline:c']

export async function reviewed(
  change: Partial<ReviewOrder> = {},
  compared?: Compared,
): Promise<Reviewed> {
  const world = compared ?? (await compareTools(reviewTools))
  const { history } = world.deps
  const { comparison } = world.source()
  const order = reviewOrderSchema.parse({
    ...{ kind: 'pairwise', cases: caseNames, tools: reviewTools.slice(0, 2) },
    ...{ raters: ['Anna', 'Ben'], seed: 7, person: 'Head' },
    ...change,
  })
  const session = openReview(history, comparison, order, `review-${String(history.head().seq)}`)
  const book = createReviewBook(history)
  const state = (): ReviewState => book.session(session)
  const answer: Reviewed['answer'] = (rater, place, given) => {
    const { item } = itemView(state(), rater, place)
    const order = { rater, item, answer: given as 'first' | number, seconds: 3 }
    answerItem(history, book, session, order)
  }
  return {
    ...world,
    ...{ book, session, comparison, state, answer },
    answerAll(rater, judge) {
      const { opened } = state()
      for (const [place, item] of opened.items[opened.raters.indexOf(rater)]!.entries()) {
        const keys = item.tools.map((tool) => opened.tools[tool]!.key)
        answer(rater, place, judge(keys, opened.cases[item.case]!, item.repeats !== null))
      }
    },
    lock: () => lockReview(history, book, session, 'Head'),
  }
}
