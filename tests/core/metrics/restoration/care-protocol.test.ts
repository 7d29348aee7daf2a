import { expect, test } from 'vitest'
import type { Score } from '../../../../src-main/contract/words.ts'
import {
  careScores,
  normalise,
} from '../../../../src-main/core/metrics/restoration/care-protocol.ts'
import { prediction, truth } from './patterns.ts'

const value = (score: Score): number => ('value' in score ? Number(score.value) : NaN)

test('against CSBDeep and scikit-image', () => {
  const scores = careScores(truth, prediction)
  expect(value(scores.nrmse)).toBeCloseTo(0.06439815260704, 12)
  expect(value(scores.psnr)).toBeCloseTo(23.82253182177156, 10)
  expect(value(scores.ssim)).toBeCloseTo(0.9747128058948028, 10)
  expect(scores.dataRange).toBeCloseTo(1, 12)
})

test('gain and offset of the prediction do not matter', () => {
  const scaled = { ...prediction, data: prediction.data.map((one) => 3 * one + 500) }
  expect(value(careScores(truth, scaled).psnr)).toBeCloseTo(23.82253182177156, 8)
})

test('a constant truth has no scores', () => {
  const flat = { ...truth, data: truth.data.map(() => 5) }
  const none = { undefined: 'constant-truth' }
  expect(careScores(flat, prediction)).toEqual({
    nrmse: none,
    psnr: none,
    ssim: none,
    dataRange: 0,
  })
})

test('normalises percentiles to 0 and 1 without clipping', () => {
  const ramp = Float64Array.from({ length: 101 }, (_, i) => 100 - i)
  const normalised = normalise(ramp, 10, 60)
  expect(normalised[0]).toBeCloseTo(1.8, 13)
  expect(normalised[40]).toBeCloseTo(1, 13)
  expect(normalised[90]).toBeCloseTo(0, 13)
  expect(normalised[100]).toBeCloseTo(-0.2, 13)
  expect(normalise(Float64Array.of(0, 1), 25, 90)[0]).toBeCloseTo(-0.25 / 0.65, 13)
})

test('refuses images of different shape', () => {
  expect(() => careScores(truth, { shape: [20, 24], data: truth.data })).toThrow('[20, 24]')
})
