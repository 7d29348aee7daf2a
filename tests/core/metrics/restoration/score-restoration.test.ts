import { expect, test } from 'vitest'
import type { Score } from '../../../../src-main/contract/words.ts'
import { restorationDefinitions } from '../../../../src-main/core/metrics/restoration/definitions.ts'
import {
  scoreAfterFit,
  scoreRestoration,
} from '../../../../src-main/core/metrics/restoration/score-restoration.ts'
import { image, interleave, prediction, truth, upsideDown } from './patterns.ts'

const value = (score: Score | undefined): number =>
  score && 'value' in score ? Number(score.value) : NaN

test('scores every metric of the catalogue, against scikit-image', () => {
  const { scores, dataRange, leftOut, notes } = scoreRestoration(truth, prediction, {
    dataRange: 100,
  })
  expect(Object.keys(scores)).toEqual(restorationDefinitions.map(({ id }) => id))
  expect(value(scores.psnr)).toBeCloseTo(23.235159689749555, 11)
  expect(value(scores['ssim-wang'])).toBeCloseTo(0.9738596623275535, 12)
  expect(value(scores['ssim-uniform7'])).toBeCloseTo(0.9740982233845066, 12)
  expect(value(scores['nrmse-euclidean'])).toBeCloseTo(0.11964735601317637, 13)
  expect(value(scores.pearson)).toBeCloseTo(0.9752914548284697, 13)
  expect({ dataRange, leftOut, notes }).toEqual({ dataRange: 100, leftOut: 0, notes: [] })
})

test('the data range is the truth range unless stated, or that of its type', () => {
  expect(scoreRestoration(prediction, truth).dataRange).toBe(
    Math.max(...prediction.data) - Math.min(...prediction.data),
  )
  const eight = scoreRestoration(truth, prediction, { dataRange: 'dtype-range', dtype: 'uint8' })
  expect(eight.dataRange).toBe(255)
  expect(value(eight.scores.psnr)).toBeCloseTo(23.235159689749555 + 20 * Math.log10(2.55), 10)
  expect(scoreRestoration(truth, prediction, { dataRange: 'truth-range' }).dataRange).toBe(100)
})

test('refuses a data range that is none', () => {
  expect(() => scoreRestoration(truth, prediction, { dataRange: 'wide' })).toThrow(
    expect.objectContaining({
      code: 'bad-options',
      message:
        'dataRange is a number, "truth-range", "dtype-range", "truth-percentiles", "larger-range", not "wide".',
    }),
  )
  expect(() => scoreRestoration(truth, prediction, { dataRange: 0 })).toThrow('above 0, not 0')
  expect(() =>
    scoreRestoration(truth, prediction, { dataRange: 'dtype-range', dtype: 'float32' }),
  ).toThrow('float32')
})

test.each([
  ['uint8x', 'uint8x'],
  ['complexint8', 'complexint8'],
  [8, 'unknown'],
])('the pixel type %s has no range of its own', (dtype, named) => {
  expect(() => scoreRestoration(truth, prediction, { dataRange: 'dtype-range', dtype })).toThrow(
    `type ${named} is not fixed`,
  )
})

test('pixels that are not finite are the reason even where the truth is constant', () => {
  const flat = { ...truth, data: truth.data.map(() => 0) }
  const broken = { ...prediction, data: prediction.data.with(0, NaN) }
  const { scores } = scoreRestoration(flat, broken)
  expect(scores['ssim-wang']).toEqual({ undefined: 'non-finite-pixels' })
  expect(scores.psnr).toEqual({ undefined: 'zero-data-range' })
})

test('identical images: PSNR infinite, SSIM 1, NRMSE 0', () => {
  expect(scoreRestoration(truth, truth).scores).toEqual({
    psnr: { value: 'Infinity' },
    'ssim-wang': { value: 1 },
    'ssim-uniform7': { value: 1 },
    'nrmse-euclidean': { value: 0 },
    pearson: { value: expect.closeTo(1, 14) as number },
  })
})

test('a constant truth leaves most scores undefined, with the reason', () => {
  const flat = { ...truth, data: truth.data.map(() => 0) }
  expect(scoreRestoration(flat, prediction).scores).toEqual({
    psnr: { undefined: 'zero-data-range' },
    'ssim-wang': { undefined: 'zero-data-range' },
    'ssim-uniform7': { undefined: 'zero-data-range' },
    'nrmse-euclidean': { undefined: 'zero-truth' },
    pearson: { undefined: 'constant-image' },
  })
})

test('pixels that are not finite are left out, counted and reported', () => {
  const broken = { ...prediction, data: prediction.data.with(0, NaN).with(7, Infinity) }
  const { scores, leftOut, notes } = scoreRestoration(truth, broken, { dataRange: 100 })
  expect(leftOut).toBe(2)
  expect(scores['ssim-wang']).toEqual({ undefined: 'non-finite-pixels' })
  expect(scores['ssim-uniform7']).toEqual({ undefined: 'non-finite-pixels' })
  let squares = 0
  truth.data.forEach(
    (one, i) => (squares += i === 0 || i === 7 ? 0 : (one - prediction.data[i]!) ** 2),
  )
  expect(value(scores.psnr)).toBeCloseTo(10 * Math.log10(1e4 / (squares / 478)), 11)
  expect(notes).toEqual([
    '2 of 480 pixels are not finite (1 NaN and 1 infinite in the prediction); they are left out, and SSIM is undefined.',
  ])
})

test('no finite pixel, no score', () => {
  const nothing = { ...prediction, data: prediction.data.map(() => NaN) }
  const result = scoreRestoration(truth, nothing)
  expect(Object.values(result.scores)).toEqual(new Array(5).fill({ undefined: 'no-finite-pixels' }))
  expect(result.leftOut).toBe(480)
  expect(Object.keys(result.scores)).toEqual(restorationDefinitions.map(({ id }) => id))
})

test('channels last where the options say so', () => {
  const colour = interleave(truth, prediction, upsideDown(truth))
  const other = interleave(prediction, truth, prediction)
  const { scores } = scoreRestoration(colour, other, { dataRange: 100, channelsLast: true })
  expect(value(scores['ssim-uniform7'])).toBeCloseTo(0.6679331447157582, 12)
  expect(scoreRestoration(colour, other, { dataRange: 100 }).scores['ssim-uniform7']).toEqual({
    undefined: 'image-smaller-than-window',
  })
})

test('after the fit: gain, offset and the scores once more', () => {
  const fitted = scoreAfterFit(truth, prediction)
  expect(fitted.gain).toBeCloseTo(0.9564675417395492, 13)
  expect(fitted.offset).toBeCloseTo(0.17146402235695035, 11)
  expect(value(fitted.scores.psnr)).toBeCloseTo(23.822531821771555, 10)
  expect(value(fitted.scores['ssim-wang'])).toBeCloseTo(0.9741998539452041, 10)
  expect(value(fitted.scores.pearson)).toBeCloseTo(0.9752914548284697, 12)
})

test('after the fit PSNR is 20 log10(L/σ) - 10 log10(1 - ρ²)', () => {
  const { scores, dataRange } = scoreAfterFit(truth, prediction)
  const pixels = Array.from(truth.data)
  const centre = pixels.reduce((sum, one) => sum + one, 0) / 480
  const variance = pixels.reduce((sum, one) => sum + (one - centre) ** 2, 0) / 480
  const rho = value(scores.pearson)
  expect(value(scores.psnr)).toBeCloseTo(
    20 * Math.log10(dataRange / Math.sqrt(variance)) - 10 * Math.log10(1 - rho ** 2),
    9,
  )
})

test('shapes that differ are named', () => {
  const wide = image([20, 24], () => 1)
  expect(() => scoreRestoration(truth, wide)).toThrow('[24, 20], the prediction [20, 24]')
  expect(() => scoreAfterFit(truth, wide)).toThrow('[20, 24]')
})
