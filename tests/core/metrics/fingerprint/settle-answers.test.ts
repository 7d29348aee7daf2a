import { expect, test } from 'vitest'
import {
  answersOfData,
  requireAnswers,
  settleAnswers,
} from '../../../../src-main/core/metrics/fingerprint/settle-answers.ts'
import { factsWith } from './facts.ts'

test('the data answer what they can, with the number they answer by', () => {
  const facts = factsWith({
    cases: 16,
    medianWidthPx: 4.31,
    sizeRatio: 12.3,
    touchingShare: 0.074,
    emptyCases: 2,
  })
  expect(answersOfData('instances', facts)).toEqual({
    'answer-kind': { answer: 'objects', sentence: 'The dataset is for the task instances.' },
    touching: { answer: 'yes', sentence: '7.4 % of the true objects touch another one.' },
    tiny: { answer: 'yes', sentence: 'The median true object is 4.3 px wide.' },
    sizes: {
      answer: 'yes',
      sentence:
        'The largest true objects have 12 times the area of the smallest (95th to 5th percentile).',
    },
    'truth-doubts': { answer: 'empty', sentence: '2 of 16 ground truths are empty.' },
  })
})

test('five pixels are not tiny, and a mask cannot tell whether objects touch', () => {
  const answers = answersOfData('semantic', factsWith({ medianWidthPx: 5, touchingShare: 0 }))
  expect(answers.tiny?.answer).toBe('no')
  expect(answers.touching).toBeUndefined()
})

test('nothing is made up where nothing is known', () => {
  expect(answersOfData('restoration', factsWith({ emptyCases: 3 }))).toEqual({})
  expect(Object.keys(answersOfData('detection', factsWith()))).toEqual(['answer-kind'])
})

test('the person overrules the data', () => {
  const facts = factsWith({ medianWidthPx: 3 })
  expect(settleAnswers('semantic', {}, facts).tiny).toBe('yes')
  expect(settleAnswers('semantic', { tiny: 'no' }, facts).tiny).toBe('no')
})

test('a follow-up counts only after the answer that asks for it', () => {
  const answers = { 'annotator-disagreement': 2, outline: 'yes' }
  expect(settleAnswers('semantic', answers, factsWith())['annotator-disagreement']).toBe(2)
  const unasked = settleAnswers('semantic', { ...answers, outline: 'no' }, factsWith())
  expect(unasked['annotator-disagreement']).toBeUndefined()
})

test.each([
  [
    'a question of another task',
    { probabilities: 'yes' },
    /probabilities is not asked for the task/,
  ],
  ['an answer that is no choice', { touching: 'maybe' }, /must be one of yes, no, unknown/],
  ['a number where a choice is asked for', { touching: 3 }, /must be one of yes, no, unknown/],
  ['a word where a number is asked for', { 'annotator-disagreement': 'two' }, /a number of px/],
])('refuses %s', (_, answers, message) => {
  expect(() => {
    requireAnswers('semantic', answers)
  }).toThrow(
    expect.objectContaining({
      code: 'bad-options',
      message: expect.stringMatching(message) as string,
    }),
  )
})
