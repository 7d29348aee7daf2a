import { expect, test } from 'vitest'
import { reviewItemSchema, reviewSessionSchema } from '../../../src-main/contract/reviews.ts'
import { itemView, sessionView, withoutSecrets } from '../../../src-main/core/review/blind-view.ts'
import { reviewed } from './reviewed.ts'

test('a session tells how far its raters are, and its seed after the lock only', async () => {
  const { state, answer, lock } = await reviewed()
  answer('Anna', 0, 'first')
  answer('Anna', 2, 'first')
  const view = reviewSessionSchema.parse(sessionView(state()))
  expect(view).toMatchObject({ cases: 8, tools: 2, seed: null, locked: null })
  expect(view.raters).toEqual([
    { name: 'Anna', items: 10, answered: 2, next: 1 },
    { name: 'Ben', items: 10, answered: 0, next: 0 },
  ])
  lock()
  expect(sessionView(state())).toMatchObject({ seed: 7, locked: { person: 'Head' } })
})

test('an item has tokens of its own, also where it repeats another', async () => {
  const { state, answer } = await reviewed()
  const items = Array.from({ length: 10 }, (_, place) =>
    reviewItemSchema.parse(itemView(state(), 'Anna', place)),
  )
  const tokens = items.flatMap(({ item, input, sides }) => [item, input, ...sides])
  expect(new Set(tokens).size).toBe(40)
  answer('Anna', 1, 'second')
  expect(itemView(state(), 'Anna', 1).answer).toBe('second')
  expect(() => itemView(state(), 'Carl', 0)).toThrow(/Carl is no rater/)
  expect(() => itemView(state(), 'Anna', 10)).toThrow(
    /10 items in this review, and none at place 11/,
  )
})

test('the history of an open session tells that it was opened, and no more', async () => {
  const { deps, book, lock } = await reviewed()
  const told = () => JSON.stringify(withoutSecrets(deps.history.events(), book))
  expect(told()).toContain('What is behind the items is told when the review is locked.')
  expect(told()).not.toContain('"seed":7')
  expect(told()).not.toMatch(/"key":"[0-9a-f]{64}"/)
  lock()
  expect(told()).toContain('"seed":7')
})
