import { describe, expect, test } from 'vitest'
import { matchingScores } from '../../../src-main/core/metrics/matching-scores.ts'
import { matchObjects, type Matching } from '../../../src-main/core/metrics/matching.ts'
import { anchors, labels, tableFrom } from '../../fixtures/metrics/drawings.ts'

const scoresOf = (pair: Parameters<typeof tableFrom>[0], policy: 'touchstone' | 'reference') =>
  matchingScores(matchObjects(tableFrom(pair), { threshold: 0.5 }), policy)

/** Counts of a published matching; the pairs themselves do not matter here. */
function published(tp: number, fp: number, fn: number, scoreSum: number): Matching {
  return {
    threshold: 0.5,
    pairs: [],
    truePositives: tp,
    falsePositives: fp,
    falseNegatives: fn,
    truthCount: tp + fn,
    predictionCount: tp + fp,
    scoreSum,
  }
}

describe('ratios of a matching', () => {
  test('of an object split in exact halves', () => {
    expect(scoresOf(anchors.split, 'touchstone')).toEqual({
      precision: { value: 0.5 },
      recall: { value: 1 },
      f1: { value: 2 / 3 },
      criticalSuccessIndex: { value: 0.5 },
      meanMatchedScore: { value: 0.5 },
      meanTrueScore: { value: 0.5 },
      panopticQuality: { value: 0.5 / 1.5 },
    })
  })

  test('satisfy the published DSB 2018 subset of StarDist', () => {
    const scoreSum = 0.8471116300449393 * 2210
    const scores = matchingScores(published(2210, 103, 333, scoreSum), 'touchstone')
    const expected = {
      precision: 0.9554690877648077,
      recall: 0.86905230043256,
      criticalSuccessIndex: 0.8352229780801209,
      f1: 0.9102141680395387,
      meanTrueScore: 0.7361843108137301,
      meanMatchedScore: 0.8471116300449393,
      panopticQuality: 0.7710530075779719,
    }
    for (const [name, value] of Object.entries(expected))
      expect(scores[name as keyof typeof scores]).toEqual({
        value: expect.closeTo(value, 12) as number,
      })
  })

  test('without a match are 0 and the mean IoU is undefined', () => {
    const scores = scoresOf(anchors.shiftedBy5, 'touchstone')
    expect(scores.f1).toEqual({ value: 0 })
    expect(scores.panopticQuality).toEqual({ value: 0 })
    expect(scores.meanMatchedScore).toEqual({ undefined: 'no-matches' })
    expect(scoresOf(anchors.shiftedBy5, 'reference').meanMatchedScore).toEqual({ value: 0 })
  })

  const onlyTruth = { truth: labels('11'), prediction: labels('..') }
  const onlyPrediction = { truth: labels('..'), prediction: labels('11') }
  const none = { truth: labels('..'), prediction: labels('..') }

  test('name why the mean matched IoU of an empty case is undefined', () => {
    expect(scoresOf(onlyTruth, 'touchstone').meanMatchedScore).toEqual({
      undefined: 'prediction-empty',
    })
    expect(scoresOf(onlyPrediction, 'touchstone').meanMatchedScore).toEqual({
      undefined: 'truth-empty',
    })
    expect(scoresOf(none, 'touchstone').meanMatchedScore).toEqual({ undefined: 'both-empty' })
    expect(scoresOf(none, 'reference').meanMatchedScore).toEqual({ undefined: 'both-empty' })
    expect(scoresOf(onlyTruth, 'reference').meanMatchedScore).toEqual({ value: 0 })
  })

  test('treat empty cases by the policy', () => {
    expect(scoresOf(onlyTruth, 'touchstone')).toMatchObject({
      precision: { undefined: 'prediction-empty' },
      recall: { value: 0 },
      meanTrueScore: { value: 0 },
    })
    expect(scoresOf(onlyTruth, 'reference').precision).toEqual({ value: 0 })
    expect(scoresOf(onlyPrediction, 'touchstone')).toMatchObject({
      precision: { value: 0 },
      recall: { undefined: 'truth-empty' },
      meanTrueScore: { undefined: 'truth-empty' },
      criticalSuccessIndex: { value: 0 },
    })
    for (const score of Object.values(scoresOf(none, 'reference')))
      expect(score).toEqual({ undefined: 'both-empty' })
  })
})
