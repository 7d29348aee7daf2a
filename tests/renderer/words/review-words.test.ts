import { expect, test } from 'vitest'
import {
  answerChoices,
  figureN,
  figureWords,
  lockWarning,
  namesOf,
  progressWords,
} from '../../../src-renderer/words/review-words.ts'

test('pairs are answered with 1, 0 and 2, ratings with the level and its words', () => {
  const pairs = answerChoices({ kind: 'pairwise', rubric: [] })
  expect(pairs.map(({ key, answer }) => `${key} ${String(answer)}`)).toEqual([
    '1 first',
    '0 none',
    '2 second',
  ])
  const levels = answerChoices({ kind: 'rating', rubric: ['bad', 'poor', 'fair', 'good', 'best'] })
  expect(levels[3]).toEqual({ key: '4', answer: 4, text: 'good' })
})

test('figures carry their interval, and what is undefined its reason', () => {
  const figure = { value: 0.754, lower: 0.5, upper: 0.951, n: 12, note: '' }
  expect(figureWords(figure, 'share')).toBe('75 % (50 to 95 %)')
  expect(figureWords(figure, 'number')).toBe('0.75 (0.50 to 0.95)')
  expect(figureWords({ ...figure, lower: null }, 'number')).toBe('0.75')
  expect(figureWords({ ...figure, value: -0.5, lower: null }, 'number')).toBe('−0.50')
  expect(figureWords({ undefined: 'nobody judged it' }, 'share')).toBe(
    'undefined: nobody judged it',
  )
  expect([figureN(figure), figureN({ undefined: 'x' })]).toEqual(['12', '–'])
})

test('the lock says what is lost by it', () => {
  const rater = { name: 'Anna', items: 10, answered: 9, next: 4 }
  expect(lockWarning({ raters: [rater] })).toMatch(/^1 item has no answer and will have none\./)
  expect(lockWarning({ raters: [{ ...rater, answered: 10 }] })).toMatch(/^After this no answer/)
  expect(progressWords(rater)).toBe('9 of 10 answered')
})

test('names may stand on lines or with commas between', () => {
  expect(namesOf('Anna, Ben\n\n Clara ;Anna')).toEqual(['Anna', 'Ben', 'Clara'])
})
