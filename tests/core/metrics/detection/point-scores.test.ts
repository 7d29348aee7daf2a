import { expect, test } from 'vitest'
import {
  pointPanopticQuality,
  pointScores,
} from '../../../../src-main/core/metrics/detection/point-scores.ts'

const pairs = [
  { truth: 0, prediction: 1, distance: 3 },
  { truth: 2, prediction: 0, distance: 4 },
]

test('counts, shares and distances of the pairs', () => {
  expect(pointScores(pairs, { truth: 4, prediction: 3 }, 'touchstone')).toEqual({
    truePositives: 2,
    falsePositives: 1,
    falseNegatives: 2,
    precision: { value: 2 / 3 },
    recall: { value: 0.5 },
    f1: { value: 4 / 7 },
    accuracy: { value: 0.4 },
    localisationRmse: { value: Math.sqrt(12.5) },
    meanDistance: { value: 3.5 },
    countError: { value: -1 },
  })
  expect(pointPanopticQuality(pairs, { truth: 4, prediction: 3 }, 5)).toEqual({
    value: (0.4 + 0.2) / 3.5,
  })
})

test('a side without points follows the policy', () => {
  const none = { truth: 0, prediction: 0 }
  expect(pointScores([], none, 'touchstone').f1).toEqual({ undefined: 'both-empty' })
  expect(pointPanopticQuality([], none, 5)).toEqual({ undefined: 'both-empty' })
  const missed = pointScores([], { truth: 3, prediction: 0 }, 'touchstone')
  expect(missed).toMatchObject({
    precision: { undefined: 'prediction-empty' },
    recall: { value: 0 },
    f1: { value: 0 },
    localisationRmse: { undefined: 'no-matches' },
  })
  expect(pointScores([], { truth: 3, prediction: 0 }, 'reference').precision).toEqual({ value: 0 })
  expect(pointScores([], { truth: 0, prediction: 3 }, 'touchstone').recall).toEqual({
    undefined: 'truth-empty',
  })
})
