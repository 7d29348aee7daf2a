import { expect, test } from 'vitest'
import { msSsim, msSsimWeights } from '../../../../src-main/core/metrics/restoration/ms-ssim.ts'
import { image, pattern, bigTruth, bigPrediction } from './patterns.ts'

test('identical images give 1, the weights sum to about 1', () => {
  expect(msSsim(bigTruth, bigTruth, 100)).toEqual({ value: 1 })
  expect(msSsimWeights.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1.0001, 10)
})

test('scales are pooled means: a checkerboard vanishes after the first scale', () => {
  // Board of ±10 around 100 against flat 100: structure only at the first scale.
  const board = image([176, 176], (y, x) => 100 + ((x + y) % 2 === 0 ? 10 : -10))
  const flat = image([176, 176], () => 100)
  const score = msSsim(board, flat, 255)
  const c2 = (0.03 * 255) ** 2
  // Local variance of the board is 100 up to the square of its weighted mean (below 1e-4).
  const first = (c2 / (100 + c2)) ** 0.0448
  expect('value' in score && Number(score.value)).toBeCloseTo(first, 5)
})

test('an odd side is padded by zeros on both ends', () => {
  const even = msSsim(bigTruth, bigPrediction, 100)
  expect('value' in even && Number(even.value)).toBeCloseTo(EVEN, 6)
  const odd = msSsim(
    pattern(301, 263, 29),
    image([301, 263], (y, x) => ((y * 37 + x * 17) % 101) + (x % 3)),
    100,
  )
  expect('value' in odd && Number(odd.value)).toBeCloseTo(ODD, 6)
})

test('needs more than 160 pixels a side, a data range and finite pixels', () => {
  const small = pattern(160, 400, 7)
  expect(msSsim(small, small, 1)).toEqual({ undefined: 'image-too-small' })
  const enough = pattern(161, 161, 7)
  expect(msSsim(enough, enough, 100)).toEqual({ value: 1 })
  expect(msSsim(enough, enough, 0)).toEqual({ undefined: 'zero-data-range' })
  const broken = { ...enough, data: enough.data.with(0, NaN) }
  expect(msSsim(enough, broken, 1)).toEqual({ undefined: 'non-finite-pixels' })
})

test('refuses images of different shape', () => {
  const wide = { shape: [260, 300], data: bigTruth.data }
  expect(() => msSsim(bigTruth, wide, 1)).toThrow('[300, 260], the prediction [260, 300]')
})

test('negative structure counts as 0', () => {
  const inverted = { ...bigTruth, data: bigTruth.data.map((value) => 100 - value) }
  expect(msSsim(bigTruth, inverted, 1)).toEqual({ value: 0 })
})

const EVEN = 0.9293940522291315 // the formula in numpy and scipy.ndimage
const ODD = 0.41988409783486197
