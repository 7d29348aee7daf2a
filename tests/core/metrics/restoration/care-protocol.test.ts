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

test('pixels beyond the percentiles widen the range (numpy)', () => {
  const spiked = { ...truth, data: truth.data.with(7, 500).with(100, -300) }
  const scores = careScores(spiked, prediction)
  expect(scores.dataRange).toBeCloseTo(1.7215407789970962, 13)
  expect(value(scores.nrmse)).toBeCloseTo(0.03570853237866267, 12)
  expect(value(scores.psnr)).toBeCloseTo(28.94455997903224, 10)
})

test('percentiles are interpolated from the nearer side, from above in the middle', () => {
  const pair = Float64Array.of(0.1, 0.7)
  expect(normalise(pair, 20, 100)[0]).toBe(-0.25)
  expect(normalise(pair, 50, 100)[0]).toBe(-0.9999999999999998)
})

test('percentiles that agree divide by 1e-20', () => {
  expect([...normalise(Float64Array.of(3, 3), 0, 100)]).toEqual([0, 0])
  const single = new Float64Array(3001)
  single[5] = 1
  expect(normalise(single, 0.1, 99.9)[5]).toBe(1 / 1e-20)
})

test('refuses images of different shape', () => {
  expect(() => careScores(truth, { shape: [20, 24], data: truth.data })).toThrow('[20, 24]')
})
