import { expect, test } from 'vitest'
import { zeroCostScores } from '../../../../src-main/core/metrics/restoration/zerocost-protocol.ts'
import { image, prediction, truth } from './patterns.ts'

const value = (score: unknown): number => (score as { value: number }).value

test('its NRMSE is the root of the mean absolute error, by hand on two gray values', () => {
  // percentiles of 0 and 1 are 0 and 1; means go to 0; the prediction is fitted with n - 1 over n
  const t = image([16, 16], (_, x) => (x < 8 ? 0 : 1))
  const p = image([16, 16], (_, x) => (x < 8 ? 10 : 30))
  const error = 0.5 * (256 / 255 - 1)
  expect(value(zeroCostScores(t, p).nrmse)).toBeCloseTo(Math.sqrt(error), 10)
  expect(value(zeroCostScores(t, p).psnr)).toBeCloseTo(-20 * Math.log10(error), 8)
})

test('neither gain nor offset of the prediction matters', () => {
  const scaled = { ...prediction, data: prediction.data.map((one) => 3 * one + 100) }
  const [a, b] = [zeroCostScores(truth, prediction), zeroCostScores(truth, scaled)]
  for (const name of ['psnr', 'ssim', 'nrmse'] as const)
    expect(value(a[name])).toBeCloseTo(value(b[name]), 9)
})

test('a constant image leaves all three undefined', () => {
  const flat = { ...truth, data: truth.data.map(() => 1) }
  const none = { undefined: 'constant-image' }
  expect(zeroCostScores(truth, flat)).toEqual({ psnr: none, ssim: none, nrmse: none })
  expect(zeroCostScores(flat, truth)).toEqual({ psnr: none, ssim: none, nrmse: none })
})
