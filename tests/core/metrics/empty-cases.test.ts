import { expect, test } from 'vitest'
import { emptyCaseScore } from '../../../src-main/core/metrics/empty-cases.ts'

const none = { truth: false, prediction: false }
const onlyTruth = { truth: true, prediction: false }
const onlyPrediction = { truth: false, prediction: true }
const both = { truth: true, prediction: true }
const zero = { value: 0 }

test('leaves cases with something on both sides to the formula', () => {
  for (const kind of ['agreement', 'precision', 'recall'] as const) {
    expect(emptyCaseScore(kind, both, 'touchstone', 'one')).toBeNull()
    expect(emptyCaseScore(kind, both, 'reference', 'undefined')).toBeNull()
  }
})

test.each([
  ['agreement', none, { undefined: 'both-empty' }],
  ['precision', none, { undefined: 'both-empty' }],
  ['recall', none, { undefined: 'both-empty' }],
  ['agreement', onlyTruth, zero],
  ['precision', onlyTruth, { undefined: 'prediction-empty' }],
  ['recall', onlyTruth, zero],
  ['agreement', onlyPrediction, zero],
  ['precision', onlyPrediction, zero],
  ['recall', onlyPrediction, { undefined: 'truth-empty' }],
] as const)('touchstone: %s of %j', (kind, presence, expected) => {
  expect(emptyCaseScore(kind, presence, 'touchstone', 'one')).toEqual(expected)
  expect(emptyCaseScore(kind, presence, 'touchstone', 'undefined')).toEqual(expected)
})

test.each([
  ['agreement', onlyTruth, zero],
  ['precision', onlyTruth, zero],
  ['recall', onlyTruth, zero],
  ['agreement', onlyPrediction, zero],
  ['precision', onlyPrediction, zero],
  ['recall', onlyPrediction, { undefined: 'truth-empty' }],
] as const)('reference: %s of %j', (kind, presence, expected) => {
  expect(emptyCaseScore(kind, presence, 'reference', 'one')).toEqual(expected)
})

test('reference: two empty masks agree fully, two images without objects are undefined', () => {
  expect(emptyCaseScore('recall', none, 'reference', 'one')).toEqual({ value: 1 })
  expect(emptyCaseScore('recall', none, 'reference', 'undefined')).toEqual({
    undefined: 'both-empty',
  })
})
