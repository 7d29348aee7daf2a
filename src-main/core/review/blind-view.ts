/** What of a session may be told before it is locked: how far it is, and one item at a time by tokens. */
import type { ReviewItem, ReviewSession } from '../../contract/reviews.ts'
import { taskSchema, type Json } from '../../contract/words.ts'
import { TouchstoneError } from '../errors.ts'
import type { RecordedEvent } from '../history/events.ts'
import type { ReviewBook, ReviewState } from './review-book.ts'
import { tokensOf } from './tokens.ts'

export function sessionView({ at, opened, answers, locked }: ReviewState): ReviewSession {
  const { session, comparison, kind, question, rubric, noDifference, cases, tools } = opened
  return {
    ...{ session, comparison, kind, question, rubric, noDifference },
    task: taskSchema.parse(opened.task),
    ...{ cases: cases.length, tools: tools.length, openedAt: at, openedBy: opened.person },
    raters: opened.raters.map((name, rater) => {
      const items = opened.items[rater]?.length ?? 0
      const answered = answers[rater]?.size ?? 0
      return { name, items, answered, next: firstOpen(items, answers[rater]) }
    }),
    locked: locked === null ? null : { at: locked.at, person: locked.person },
    seed: locked === null ? null : opened.seed,
  }
}

function firstOpen(items: number, answers: ReadonlyMap<number, unknown> | undefined) {
  for (let place = 0; place < items; place++) if (answers?.has(place) !== true) return place
  return null
}

/** Throws `not-found` for an unknown rater or a place outside the order. */
export function itemView(
  { opened, answers }: ReviewState,
  name: string,
  place: number,
): ReviewItem {
  const rater = opened.raters.indexOf(name)
  const items = opened.items[rater]
  if (items === undefined)
    throw new TouchstoneError('not-found', `${name} is no rater of this review.`)
  const item = items[place]
  if (item === undefined)
    throw new TouchstoneError(
      'not-found',
      `${name} has ${String(items.length)} items in this review, and none at place ${String(place + 1)}.`,
    )
  const { item: token, input, first, second } = tokensOf(opened, rater, place)
  return {
    item: token,
    ...{ place, items: items.length, input },
    sides: item.tools.length > 1 ? [first, second] : [first],
    answer: (answers[rater]?.get(place)?.answer as ReviewItem['answer'] | undefined) ?? null,
  }
}

/** Events as they may cross the wire: of a session that is not locked, only that it was opened. */
export function withoutSecrets(
  events: readonly RecordedEvent[],
  book: Pick<ReviewBook, 'isOpen'>,
): readonly (Omit<RecordedEvent, 'payload'> & { readonly payload: Json })[] {
  return events.map((event) => {
    if (event.type !== 'review-opened' || !book.isOpen(event.payload.session))
      return event as Omit<RecordedEvent, 'payload'> & { readonly payload: Json }
    const { session, comparison, kind, person } = event.payload
    const hidden = 'What is behind the items is told when the review is locked.'
    return { ...event, payload: { session, comparison, kind, person, hidden } }
  })
}
