import { expect, test } from 'vitest'
import { gainOffsetScores } from '../../../../src-main/core/metrics/restoration/gain-offset-scores.ts'
import { restorationPair } from '../../../../src-main/core/metrics/restoration/restoration-pair.ts'
import { prediction, truth } from './patterns.ts'

const value = (score: unknown): number => (score as { value: number }).value
const all = (...pair: Parameters<typeof restorationPair>) =>
  Object.fromEntries(
    Object.entries(gainOffsetScores(restorationPair(...pair))).map(([id, make]) => [id, make()]),
  )

test('a prediction at half the gain and 7 below is told so, and is perfect after the fit', () => {
  const scaled = { ...truth, data: truth.data.map((one) => one / 2 - 7) }
  const scores = all(truth, scaled)
  expect(value(scores['gain-minus-one'])).toBeCloseTo(1, 9)
  expect(value(scores['offset'])).toBeCloseTo(14, 8)
  expect(value(scores['nrmse-euclidean-after-fit'])).toBeLessThan(1e-9)
  expect(value(scores['ssim-wang-after-fit'])).toBeCloseTo(1, 9)
})

test("PSNR after the fit is Pearson's correlation in other words", () => {
  const scores = all(truth, prediction)
  const mean = (list: ArrayLike<number>): number =>
    Array.from(list).reduce((sum, one) => sum + one, 0) / list.length
  const [t, p] = [mean(truth.data), mean(prediction.data)]
  const squares = mean(truth.data.map((one) => (one - t) ** 2))
  const crossed = mean(truth.data.map((one, i) => (one - t) * (prediction.data[i]! - p)))
  const rho = crossed / Math.sqrt(squares * mean(prediction.data.map((one) => (one - p) ** 2)))
  const range = Math.max(...truth.data) - Math.min(...truth.data)
  const expected = 20 * Math.log10(range / Math.sqrt(squares)) - 10 * Math.log10(1 - rho * rho)
  expect(value(scores['psnr-range-invariant'])).toBeCloseTo(expected, 8)
  expect(value(scores['psnr-after-fit'])).toBeCloseTo(expected, 8)
})

test('a stated data range moves PSNR after the fit and not the range-invariant one', () => {
  const [usual, stated] = [all(truth, prediction), all(truth, prediction, { dataRange: 1000 })]
  expect(value(stated['psnr-after-fit'])).toBeGreaterThan(value(usual['psnr-after-fit']) + 5)
  expect(stated['psnr-range-invariant']).toEqual(usual['psnr-range-invariant'])
})

test('a constant prediction has no gain, a constant truth no PSNR', () => {
  const flat = { ...truth, data: truth.data.map(() => 3) }
  expect(all(truth, flat)['gain-minus-one']).toEqual({ undefined: 'constant-prediction' })
  expect(all(flat, truth)['psnr-after-fit']).toEqual({ undefined: 'zero-data-range' })
  expect(all(flat, truth)['ssim-wang-after-fit']).toEqual({ undefined: 'zero-data-range' })
})
