/** Blinded reviews: opened from a comparison, answered item by item, locked, and only then told. */
import type { Hono } from 'hono'
import {
  reviewAnswerOrderSchema,
  reviewLockOrderSchema,
  reviewOrderSchema,
  type ReviewResult,
} from '../../contract/reviews.ts'
import { readMatrixSource } from '../criteria/criteria-matrix.ts'
import { itemView, sessionView } from '../review/blind-view.ts'
import { answerItem, lockReview, openReview } from '../review/conduct-review.ts'
import { reviewBookOf } from '../review/review-book.ts'
import { reviewResult } from '../review/review-result.ts'
import { readBody, wholeNumber } from './body.ts'
import type { ApiDependencies } from './dependencies.ts'

/** Results of locked sessions never change; one of 20 000 items has some megabytes. */
const mostKept = 4

export function addReviewRoutes(app: Hono, { history, evaluation }: ApiDependencies): void {
  const book = reviewBookOf(history)
  const results = new Map<string, ReviewResult>()

  app.get('/api/comparisons/:comparison/reviews', (context) =>
    context.json(book.ofComparison(context.req.param('comparison')).map(sessionView)),
  )

  app.post('/api/comparisons/:comparison/reviews', async (context) => {
    const { comparison } = readMatrixSource(history, context.req.param('comparison'))
    const order = await readBody(context, reviewOrderSchema)
    const session = openReview(history, comparison, order, `review-${evaluation.randomId()}`)
    return context.json(sessionView(book.session(session)), 201)
  })

  app.get('/api/reviews/:session', (context) =>
    context.json(sessionView(book.session(context.req.param('session')))),
  )

  app.get('/api/reviews/:session/raters/:rater/items/:place', (context) => {
    const { session, rater, place } = context.req.param()
    return context.json(itemView(book.session(session), rater, wholeNumber(place, 0, 'place')))
  })

  app.post('/api/reviews/:session/answers', async (context) => {
    const session = context.req.param('session')
    const order = await readBody(context, reviewAnswerOrderSchema)
    answerItem(history, book, session, order)
    return context.json(sessionView(book.session(session)))
  })

  app.post('/api/reviews/:session/lock', async (context) => {
    const session = context.req.param('session')
    const { person } = await readBody(context, reviewLockOrderSchema)
    lockReview(history, book, session, person)
    return context.json(sessionView(book.session(session)))
  })

  app.get('/api/reviews/:session/result', (context) => {
    const session = context.req.param('session')
    const known = results.get(session)
    if (known !== undefined) return context.json(known)
    const state = book.session(session)
    const { comparison } = readMatrixSource(history, state.opened.comparison)
    const result = reviewResult(state, comparison)
    results.set(session, result)
    const [oldest] = results.keys()
    if (results.size > mostKept && oldest !== undefined) results.delete(oldest)
    return context.json(result)
  })
}
