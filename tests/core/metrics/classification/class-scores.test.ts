import { expect, test } from 'vitest'
import { confusionOf } from '../../../../src-main/core/metrics/class-confusion.ts'
import {
  averagedScore,
  classScores,
  pooledScores,
} from '../../../../src-main/core/metrics/classification/class-scores.ts'

// class 0: 3 of 4 right, class 1: 1 of 2, class 2 is predicted once and never true
const confusion = confusionOf([0, 0, 0, 0, 1, 1], [0, 0, 0, 1, 1, 2], [0, 1, 2])

test('each class against all others', () => {
  expect(classScores(confusion)).toEqual([
    { precision: { value: 1 }, recall: { value: 0.75 }, f1: { value: 6 / 7 } },
    { precision: { value: 0.5 }, recall: { value: 0.5 }, f1: { value: 0.5 } },
    { precision: { value: 0 }, recall: { undefined: 'truth-empty' }, f1: { value: 0 } },
  ])
})

test('means over classes, by frequency or plainly, with a stated value for what is undefined', () => {
  expect(averagedScore(confusion, 'recall', 'macro', 0)).toEqual({ value: 1.25 / 3 })
  expect(averagedScore(confusion, 'recall', 'macro', null)).toEqual({ value: 0.625 })
  const weighted = averagedScore(confusion, 'recall', 'weighted', 0)
  expect((weighted as { value: number }).value).toBeCloseTo(4 / 6)
  expect(pooledScores(confusion).f1).toEqual({ value: 4 / 6 })
  expect(averagedScore(confusionOf([], [], [0]), 'f1', 'macro', null)).toEqual({
    undefined: 'both-empty',
  })
})
