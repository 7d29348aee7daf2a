import { expect, test } from 'vitest'
import { reviewedTool } from '../../../src-main/core/review/reviewed-tool.ts'
import { compareTools } from '../criteria/compared-tools.ts'
import { reviewed, reviewTools } from './reviewed.ts'

const row = 'performance.blinded-review'

test('the matrix has a row of its own, unknown until a review is locked', async () => {
  const { matrix, answerAll, lock, session } = await reviewed()
  const before = await matrix()
  expect(before.criteria.find(({ id }) => id === row)).toMatchObject({
    ...{ group: 'performance', weight: 0, scale: { worst: 0, best: 1 } },
  })
  expect(before.cells['baseline:a']![row]).toMatchObject({
    ...{ state: 'unknown', value: null, mark: null },
    reason: 'No blinded review of this comparison was answered and locked yet.',
  })
  answerAll('Anna', ([first]) => (first === 'baseline:a' ? 'first' : 'second'))
  expect((await matrix()).cells['baseline:a']![row]!.state).toBe('unknown')
  lock()
  const { cells } = await matrix()
  expect(cells['baseline:a']![row]).toMatchObject({
    ...{ state: 'measured', text: '100 %', value: 1, mark: 1, n: 8, upper: 1 },
    evidence: [{ kind: 'review', session }],
  })
  expect(cells['baseline:b']![row]).toMatchObject({ text: '0 %', value: 0, mark: 0 })
  expect(cells['baseline:c']![row]).toMatchObject({
    ...{
      state: 'unknown',
      value: null,
      reason: 'In the review, this tool was not among those shown.',
    },
  })
})

test('ratings are put between 0 and 1, and the review that was locked last counts for all tools', async () => {
  const world = await compareTools(reviewTools)
  const pairs = await reviewed({}, world)
  const rating = await reviewed({ kind: 'rating', tools: reviewTools }, world)
  rating.answerAll('Ben', ([tool]) => (tool === 'baseline:a' ? 5 : tool === 'baseline:b' ? 3 : 2))
  rating.lock()
  const of = (key: string) => reviewedTool(rating.book, rating.comparison, key)
  expect(of('baseline:a')).toMatchObject({ shown: '5.0 of 5', figure: { value: 1, n: 8 } })
  expect(of('baseline:b')).toMatchObject({ shown: '3.0 of 5', figure: { value: 0.5 } })
  expect(of('baseline:c')!.text).toMatch(/^rated by 2 raters, 8 cases, locked \d{4}-/)
  pairs.answer('Anna', 0, 'none')
  pairs.lock()
  expect(of('baseline:a')).toMatchObject({ session: pairs.session, figure: { value: 0.5, n: 1 } })
  expect(of('baseline:c')!.figure).toEqual({ undefined: 'this tool was not among those shown' })
  const unanswered = await reviewed({}, world)
  unanswered.lock()
  expect(of('baseline:a')!.session).toBe(pairs.session)
})
