import { expect, test } from 'vitest'
import { itemView } from '../../../src-main/core/review/blind-view.ts'
import { createReviewBook } from '../../../src-main/core/review/review-book.ts'
import { compareTools } from '../criteria/compared-tools.ts'
import { reviewed, reviewTools } from './reviewed.ts'

test('an answer that was written behind the lock counts for nothing', async () => {
  const { deps, answer, lock, state, session, book } = await reviewed()
  answer('Anna', 0, 'first')
  lock()
  deps.history.append('review-answered', {
    ...{ session, rater: 'Anna', place: 1, answer: 'first', seconds: null },
  })
  deps.history.append('review-locked', { session, answered: 0, items: 0, person: 'Other' })
  expect(state().answers[0]!.size).toBe(1)
  expect(state().locked!.person).toBe('Head')
  expect(book.isOpen(session)).toBe(false)
  expect(createReviewBook(deps.history).session(session).answers).toEqual(state().answers)
})

test('a session that is opened again under its id stays as it was', async () => {
  const { deps, state, session } = await reviewed()
  const { opened } = state()
  deps.history.append('review-opened', { ...opened, seed: 99 })
  expect(createReviewBook(deps.history).session(session).opened.seed).toBe(7)
})

test('finds the sessions of a comparison, and what a token stands for', async () => {
  const world = await compareTools(reviewTools)
  const one = await reviewed({}, world)
  const two = await reviewed({ kind: 'rating' }, world)
  expect(two.book.ofComparison(world.id).map(({ opened }) => opened.session)).toEqual([
    one.session,
    two.session,
  ])
  expect(two.book.ofComparison('other')).toEqual([])
  const { sides } = itemView(two.state(), 'Ben', 4)
  expect(two.book.meaningOf(two.session, sides[0]!)).toEqual({ rater: 1, place: 4, role: 'first' })
  expect(() => two.book.meaningOf(one.session, sides[0]!)).toThrow(/nothing by this token/)
  expect(() => two.book.session('none')).toThrow(/There is no review none/)
  expect(two.book.isOpen('none')).toBe(false)
})
