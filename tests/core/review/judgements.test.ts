import { expect, test } from 'vitest'
import {
  commonAnswers,
  firstTimes,
  judgementsOf,
  repeatedAnswers,
  unveiledItems,
} from '../../../src-main/core/review/judgements.ts'
import { reviewed } from './reviewed.ts'

const cases = { cases: [] }

test('an answer means the same tool, whichever side it was shown on', async () => {
  const { state, answerAll } = await reviewed()
  answerAll('Anna', ([first]) => (first === 'baseline:a' ? 'first' : 'second'))
  const all = judgementsOf(state(), cases)
  expect(all).toHaveLength(10)
  expect(all.every(({ category, tools }) => category === 0 && tools.join() === '0,1')).toBe(true)
  expect(new Set(all.map(({ preferredFirst }) => preferredFirst))).toEqual(new Set([true, false]))
  expect(firstTimes(all)).toHaveLength(8)
})

test('the other tool, no difference and levels keep their own places', async () => {
  const { state, answer } = await reviewed()
  const { items } = state().opened
  const asShown = items[0]![0]!.tools[0] === 0
  answer('Anna', 0, asShown ? 'second' : 'first')
  answer('Anna', 1, 'none')
  expect(judgementsOf(state(), cases).map(({ category }) => category)).toEqual([2, 1])
  const rated = await reviewed({ kind: 'rating' })
  rated.answer('Ben', 0, 5)
  expect(judgementsOf(rated.state(), cases)).toMatchObject([
    { rater: 1, category: 4, preferredFirst: null },
  ])
})

test('repeats pair with their first time, and raters with each other by case and tools', async () => {
  const { state, answerAll } = await reviewed()
  const isA = (tool: string | undefined) => tool === 'baseline:a'
  answerAll('Anna', ([first], _, again) => (again ? 'none' : isA(first) ? 'first' : 'second'))
  answerAll('Ben', ([first], id) => (id === 'case-1' ? 'none' : isA(first) ? 'second' : 'first'))
  const all = judgementsOf(state(), cases)
  expect(repeatedAnswers(all, 0)).toEqual([
    [0, 1],
    [0, 1],
  ])
  const common = commonAnswers(all, 0, 1)
  expect(common).toHaveLength(8)
  expect(common.filter(([, ben]) => ben === 1)).toHaveLength(1)
  expect(common.every(([anna]) => anna === 0)).toBe(true)
})

test('cases of one sample are one unit', async () => {
  const { state, answerAll } = await reviewed()
  answerAll('Anna', () => 'none')
  const sample = (id: string) => (id < 'case-5' ? 'mouse 1' : null)
  const known = {
    cases: state().opened.cases.map((id) => ({ id, sample: sample(id), scores: {} })),
  }
  expect(new Set(judgementsOf(state(), known).map(({ unit }) => unit))).toEqual(
    new Set(['sample mouse 1', 'case case-5', 'case case-6', 'case case-7', 'case case-8']),
  )
})

test('what was behind every item is told with its answer', async () => {
  const { state, answer } = await reviewed()
  answer('Ben', 0, 'none')
  const items = unveiledItems(state())
  expect(items).toHaveLength(20)
  expect(items.filter(({ repeats }) => repeats !== null)).toHaveLength(4)
  expect(items[10]).toMatchObject({ rater: 'Ben', place: 0, answer: 'none' })
  expect([...items[10]!.tools].sort()).toEqual(['baseline:a', 'baseline:b'])
  expect(items[0]!.answer).toBeNull()
})
