import { expect, test } from 'vitest'
import type { ReviewOrder } from '../../../src-main/contract/reviews.ts'
import { parsePayload } from '../../../src-main/core/history/events.ts'
import { itemView } from '../../../src-main/core/review/blind-view.ts'
import { answerItem, defaultRubric } from '../../../src-main/core/review/conduct-review.ts'
import { caseNames, compareTools } from '../criteria/compared-tools.ts'
import { reviewed, reviewTools } from './reviewed.ts'

const refusal = (code: string, text: RegExp): unknown =>
  expect.objectContaining({ code, message: expect.stringMatching(text) as string })

test('a session stands in the record with seed, key and what is behind every item', async () => {
  const { deps, session } = await reviewed({ kind: 'rating', question: 'How good?' })
  const event = deps.history.events({ type: 'review-opened' })[0]!
  const payload = parsePayload('review-opened', event.payload)
  expect(payload).toMatchObject({ session, seed: 7, question: 'How good?', rubric: defaultRubric })
  expect(payload.items).toHaveLength(2)
  expect(payload.items[0]).toHaveLength(8 * 2 + 2)
  expect(deps.history.verify().ok).toBe(true)
})

test('a seed that nobody states is drawn', async () => {
  const world = await compareTools(reviewTools)
  const [one, two] = [await reviewed({ seed: null }, world), await reviewed({ seed: null }, world)]
  expect(one.state().opened.seed).not.toBe(two.state().opened.seed)
})

test('the latest answer to an item counts, and both stand in the record', async () => {
  const { deps, answer, state } = await reviewed()
  answer('Anna', 3, 'first')
  answer('Anna', 3, 'none')
  expect(state().answers[0]!.get(3)!.answer).toBe('none')
  expect(state().answers[1]!.size).toBe(0)
  expect(deps.history.events({ type: 'review-answered' })).toHaveLength(2)
})

test('after the lock nothing is answered and nothing locked again', async () => {
  const { answer, lock, state } = await reviewed()
  answer('Anna', 0, 'first')
  lock()
  expect(state().locked).toMatchObject({ person: 'Head' })
  expect(() => answer('Anna', 1, 'first')).toThrow(refusal('conflict', /locked on .* by Head/))
  expect(lock).toThrow(refusal('conflict', /locked before/))
})

test('refuses answers of another kind, and to items of another rater or none', async () => {
  const { answer, deps, book, session, state } = await reviewed()
  expect(() => answer('Anna', 0, 4)).toThrow(refusal('bad-request', /first, second or none, not 4/))
  const rated = await reviewed({ kind: 'rating' })
  expect(() => rated.answer('Anna', 0, 'none')).toThrow(refusal('bad-request', /level from 1 to 5/))
  const give = (rater: string, item: string) => () =>
    answerItem(deps.history, book, session, { rater, item, answer: 'first', seconds: null })
  const { item, input } = itemView(state(), 'Ben', 0)
  expect(give('Anna', item)).toThrow(refusal('not-found', /Anna has no such item/))
  expect(give('Ben', input)).toThrow(refusal('not-found', /no such item/))
  expect(give('Ben', 'x')).toThrow(refusal('not-found', /nothing by this token/))
})

test.each([
  [{ tools: ['baseline:a'] }, 'bad-request', /two tools/],
  [{ tools: ['baseline:a', 'baseline:a'] }, 'bad-request', /tool baseline:a is named twice/],
  [{ raters: ['Anna', 'Anna'] }, 'bad-request', /rater Anna is named twice/],
  [{ tools: ['baseline:a', 'baseline:z'] }, 'not-found', /no tool baseline:z/],
  [{ cases: ['case-99'] }, 'not-found', /no case case-99/],
] satisfies readonly (readonly [Partial<ReviewOrder>, string, RegExp])[])(
  'refuses %j',
  async (change, code, text) => {
    await expect(reviewed(change)).rejects.toThrow(refusal(code, text))
  },
)

test('refuses a case that a tool has no result of, which would tell the tool', async () => {
  const world = await compareTools(reviewTools, {
    outcome: (reference, id) =>
      reference === 'baseline:b' && id === caseNames[2] ? new Error('broken') : 0.5,
  })
  await expect(reviewed({}, world)).rejects.toThrow(refusal('bad-request', /no result of case-3/))
  await expect(reviewed({ cases: [caseNames[0]!] }, world)).resolves.toBeDefined()
})
