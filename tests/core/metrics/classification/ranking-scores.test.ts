import { expect, test } from 'vitest'
import {
  averagePrecision,
  averagePrecisionMacro,
  precisionRecallCurve,
  rocAuc,
  rocAucOneVersusOne,
  rocAucOneVersusRest,
  rocCurve,
  scoresOfClass,
  stepsOf,
  topKAccuracy,
} from '../../../../src-main/core/metrics/classification/ranking-scores.ts'

const ranked = {
  scores: [0.9, 0.8, 0.8, 0.3, 0.1],
  isPositive: (sample: number) => [true, true, false, true, false][sample]!,
}

test('equal scores are one step of the curves', () => {
  expect(stepsOf(ranked)).toEqual({
    thresholds: [0.9, 0.8, 0.3, 0.1],
    truePositives: [1, 2, 3, 3],
    falsePositives: [0, 1, 1, 2],
  })
  expect(rocCurve(ranked)).toEqual({
    fpr: [0, 0, 0.5, 0.5, 1],
    tpr: [0, 1 / 3, 2 / 3, 1, 1],
  })
  expect(precisionRecallCurve(ranked)?.precision).toEqual([3 / 5, 3 / 4, 2 / 3, 1, 1])
})

test('the area counts pairs of samples, a tie as half a pair', () => {
  // of the 6 pairs of a positive and a negative one, 4 are in order and one is a tie
  expect((rocAuc(ranked) as { value: number }).value).toBeCloseTo(4.5 / 6, 12)
  const ap = 1 / 3 + (1 / 3) * (2 / 3) + (1 / 3) * (3 / 4)
  expect((averagePrecision(ranked) as { value: number }).value).toBeCloseTo(ap, 12)
})

test('one class alone cannot be ranked, and a score that is no number is refused', () => {
  expect(rocAuc({ scores: [1, 2], isPositive: () => true })).toEqual({ undefined: 'single-class' })
  expect(averagePrecision({ scores: [1], isPositive: () => false })).toEqual({
    undefined: 'truth-empty',
  })
  expect(() => rocAuc({ scores: [NaN], isPositive: () => true })).toThrow(/sample 0 is no number/)
})

const several = {
  truth: [0, 1, 2, 1],
  classes: 3,
  probabilities: [0.6, 0.3, 0.1, 0.2, 0.5, 0.3, 0.2, 0.4, 0.4, 0.5, 0.3, 0.2],
}

test('several classes: each against the rest, and each pair', () => {
  expect([...scoresOfClass(several, 2)]).toEqual([0.1, 0.3, 0.4, 0.2])
  const rest = rocAucOneVersusRest(several, 'macro') as { value: number }
  // class 0: 3 of 3 pairs; class 1: (0.5 beats both, 0.3 ties one and loses one) 2.5 of 4; class 2: 3 of 3
  expect(rest.value).toBeCloseTo((1 + 2.5 / 4 + 1) / 3, 12)
  const weighted = rocAucOneVersusRest(several, 'weighted') as { value: number }
  expect(weighted.value).toBeCloseTo((1 + 2 * (2.5 / 4) + 1) / 4, 12)
  expect(rocAucOneVersusOne(several, 'macro')).toHaveProperty('value')
  expect(averagePrecisionMacro(several)).toHaveProperty('value')
  const missing = { ...several, truth: [0, 1, 1, 1] }
  expect(rocAucOneVersusRest(missing, 'macro')).toEqual({ undefined: 'single-class' })
  expect(rocAucOneVersusOne(missing, 'weighted')).toEqual({ undefined: 'single-class' })
})

test('among the two most probable, the later of equal ones first', () => {
  expect(topKAccuracy(several, 1)).toBe(0.75)
  expect(topKAccuracy(several, 2)).toBe(1)
})
