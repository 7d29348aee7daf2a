import { describe, expect, test } from 'vitest'
import type { ConfusionCounts } from '../../../src-main/core/metrics/confusion-counts.ts'
import { fBeta, pixelScores } from '../../../src-main/core/metrics/pixel-scores.ts'

const counts = (tp: number, fp: number, fn: number, tn: number): ConfusionCounts => ({
  truePositives: tp,
  falsePositives: fp,
  falseNegatives: fn,
  trueNegatives: tn,
})
const close = (value: number, digits = 4) => ({
  value: expect.closeTo(value, digits) as number,
})

describe('pixel scores', () => {
  test('of 45, 10, 5 and 40 pixels', () => {
    const scores = pixelScores(counts(45, 10, 5, 40), 'touchstone')
    expect(scores).toEqual({
      dice: { value: 90 / 105 },
      iou: { value: 45 / 60 },
      precision: { value: 45 / 55 },
      recall: { value: 0.9 },
      specificity: { value: 0.8 },
      accuracy: { value: 0.85 },
      balancedAccuracy: close(0.85, 12),
      matthewsCorrelation: close(0.7035),
      cohenKappa: close(0.7, 12),
    })
    expect(scores.matthewsCorrelation).toEqual(close(1750 / Math.sqrt(55 * 50 * 50 * 45), 12))
  })

  test('of 81, 2, 9 and 8 pixels', () => {
    expect(pixelScores(counts(81, 2, 9, 8), 'touchstone')).toMatchObject({
      dice: close(0.9364),
      precision: close(0.9759),
      balancedAccuracy: close(0.85, 12),
      matthewsCorrelation: close(0.5591),
      cohenKappa: close(0.5339),
    })
  })

  test('of a background that is mostly predicted wrongly', () => {
    expect(pixelScores(counts(4, 6, 1, 2), 'touchstone')).toMatchObject({
      specificity: { value: 0.25 },
      balancedAccuracy: close(0.525, 12),
      matthewsCorrelation: close(2 / Math.sqrt(10 * 5 * 8 * 3), 12),
      cohenKappa: close(4 / (10 * 8 + 5 * 3), 12),
    })
    expect(pixelScores(counts(4, 3, 1, 3), 'touchstone').cohenKappa).toEqual(
      close((2 * (12 - 3)) / (7 * 6 + 5 * 4), 12),
    )
  })

  test('F-beta weighs recall by beta squared', () => {
    const [precision, recall] = [45 / 55, 45 / 50]
    expect(fBeta(counts(45, 10, 5, 40), 2, 'touchstone')).toEqual(
      close((5 * precision * recall) / (4 * precision + recall), 12),
    )
    expect(fBeta(counts(45, 10, 5, 40), 1, 'touchstone')).toEqual(close(90 / 105, 12))
    expect(fBeta(counts(0, 3, 0, 1), 2, 'touchstone')).toEqual({ value: 0 })
    expect(fBeta(counts(0, 0, 0, 4), 2, 'reference')).toEqual({ value: 1 })
  })

  test('touchstone: two empty masks have no overlap to speak of', () => {
    expect(pixelScores(counts(0, 0, 0, 9), 'touchstone')).toEqual({
      dice: { undefined: 'both-empty' },
      iou: { undefined: 'both-empty' },
      precision: { undefined: 'both-empty' },
      recall: { undefined: 'both-empty' },
      specificity: { value: 1 },
      accuracy: { value: 1 },
      balancedAccuracy: { undefined: 'single-class' },
      matthewsCorrelation: { undefined: 'single-class' },
      cohenKappa: { undefined: 'single-class' },
    })
  })

  test('reference: two empty masks agree fully', () => {
    expect(pixelScores(counts(0, 0, 0, 9), 'reference')).toEqual({
      dice: { value: 1 },
      iou: { value: 1 },
      precision: { value: 1 },
      recall: { value: 1 },
      specificity: { value: 1 },
      accuracy: { value: 1 },
      balancedAccuracy: { value: 1 },
      matthewsCorrelation: { undefined: 'single-class' },
      cohenKappa: { undefined: 'single-class' },
    })
  })

  test('of an empty prediction', () => {
    expect(pixelScores(counts(0, 0, 3, 9), 'touchstone')).toEqual({
      dice: { value: 0 },
      iou: { value: 0 },
      precision: { undefined: 'prediction-empty' },
      recall: { value: 0 },
      specificity: { value: 1 },
      accuracy: { value: 0.75 },
      balancedAccuracy: { value: 0.5 },
      matthewsCorrelation: { undefined: 'single-class' },
      cohenKappa: { value: 0 },
    })
    expect(pixelScores(counts(0, 0, 3, 9), 'reference').precision).toEqual({ value: 0 })
  })

  test('of an empty truth', () => {
    expect(pixelScores(counts(0, 3, 0, 9), 'touchstone')).toMatchObject({
      dice: { value: 0 },
      precision: { value: 0 },
      recall: { undefined: 'truth-empty' },
      balancedAccuracy: { undefined: 'single-class' },
      cohenKappa: { undefined: 'single-class' },
    })
    expect(pixelScores(counts(0, 3, 0, 9), 'reference')).toMatchObject({
      balancedAccuracy: { value: 0.75 },
      cohenKappa: { value: 0 },
    })
  })

  test('of a truth without background', () => {
    expect(pixelScores(counts(6, 0, 2, 0), 'touchstone')).toMatchObject({
      specificity: { undefined: 'no-background' },
      balancedAccuracy: { undefined: 'single-class' },
      matthewsCorrelation: { undefined: 'single-class' },
      cohenKappa: { undefined: 'single-class' },
    })
    expect(pixelScores(counts(6, 0, 2, 0), 'reference').balancedAccuracy).toEqual({ value: 0.75 })
  })

  test('do not overflow on images of many pixels', () => {
    const many = 1e12
    const scores = pixelScores(counts(many, many, many, 3 * many), 'touchstone')
    expect(scores.matthewsCorrelation).toEqual(close(2 / 8, 12))
  })
})
