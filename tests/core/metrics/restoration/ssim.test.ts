import { expect, test } from 'vitest'
import type { Score } from '../../../../src-main/contract/words.ts'
import {
  ssim,
  ssimMap,
  ssimUniform7,
  ssimWang,
} from '../../../../src-main/core/metrics/restoration/ssim.ts'
import {
  gaussianWindow,
  uniformWindow,
} from '../../../../src-main/core/metrics/restoration/ssim-window.ts'
import * as patterns from './patterns.ts'

const { truth, prediction } = patterns
const value = (score: Score): number => ('value' in score ? Number(score.value) : NaN)

test('2D against scikit-image', () => {
  const dataRange = 100
  expect(value(ssim(truth, prediction, { ...ssimUniform7, dataRange }))).toBeCloseTo(
    0.9740982233845066,
    12,
  )
  expect(value(ssim(truth, prediction, { ...ssimWang, dataRange }))).toBeCloseTo(
    0.9738596623275535,
    12,
  )
  const narrow = { window: gaussianWindow(1), sampleCovariance: false, dataRange }
  expect(value(ssim(truth, prediction, narrow))).toBeCloseTo(0.9737439613498616, 12)
  const three = { window: uniformWindow(3), sampleCovariance: true, dataRange, k1: 0.02, k2: 0.05 }
  expect(value(ssim(truth, prediction, three))).toBeCloseTo(0.9743364120008599, 12)
})

test('an image of several bands', () => {
  const { bigTruth, bigPrediction } = patterns
  const dataRange = 100
  expect(value(ssim(bigTruth, bigPrediction, { ...ssimUniform7, dataRange }))).toBeCloseTo(
    0.9224558826943796,
    11,
  )
  expect(value(ssim(bigTruth, bigPrediction, { ...ssimWang, dataRange }))).toBeCloseTo(
    0.9227569501858779,
    11,
  )
})

test('3D windows in stacks', () => {
  const stacks = patterns.stacks()
  const dataRange = 100
  expect(value(ssim(stacks.truth, stacks.prediction, { ...ssimUniform7, dataRange }))).toBeCloseTo(
    0.9931989603519649,
    12,
  )
  expect(value(ssim(stacks.truth, stacks.prediction, { ...ssimWang, dataRange }))).toBeCloseTo(
    0.9932675203906977,
    12,
  )
})

test('channels last are scored one by one', () => {
  const colour = patterns.interleave(truth, prediction, patterns.upsideDown(truth))
  const other = patterns.interleave(prediction, truth, prediction)
  const options = { ...ssimUniform7, dataRange: 100, channelsLast: true }
  expect(value(ssim(colour, other, options))).toBeCloseTo(0.6679331447157582, 12)
})

test('maps hold every pixel, borders mirrored', () => {
  const uniform = ssimMap(truth, prediction, { ...ssimUniform7, dataRange: 100 })
  expect(uniform.length).toBe(480)
  expect(uniform[0]).toBeCloseTo(0.977652749965819, 12)
  expect(uniform[5 * 20 + 19]).toBeCloseTo(0.9761568886991935, 12)
  expect(uniform[23 * 20 + 3]).toBeCloseTo(0.9727888585579173, 12)
  const wang = ssimMap(truth, prediction, { ...ssimWang, dataRange: 100 })
  expect(wang[0]).toBeCloseTo(0.9820850519928819, 12)
  expect(wang[479]).toBeCloseTo(0.9626690982112577, 12)
})

test('the score is the mean of the map without half a window, channel by channel', () => {
  const options = { ...ssimUniform7, dataRange: 100, channelsLast: true }
  const a = patterns.interleave(truth, prediction)
  const b = patterns.interleave(prediction, patterns.upsideDown(truth))
  const map = ssimMap(a, b, options)
  let sum = 0
  for (let y = 3; y < 21; y++)
    for (let x = 3; x < 17; x++) for (let c = 0; c < 2; c++) sum += map[(y * 20 + x) * 2 + c]!
  expect(value(ssim(a, b, options))).toBeCloseTo(sum / (18 * 14 * 2), 12)
})

test('identical images give exactly 1, symmetric, mirrored and transposed images the same', () => {
  const options = { ...ssimWang, dataRange: 100 }
  expect(ssim(truth, truth, options)).toEqual({ value: 1 })
  const straight = value(ssim(truth, prediction, options))
  expect(value(ssim(prediction, truth, options))).toBeCloseTo(straight, 12)
  expect(
    value(ssim(patterns.upsideDown(truth), patterns.upsideDown(prediction), options)),
  ).toBeCloseTo(straight, 12)
})

test('a large offset does not spoil the variances', () => {
  const raised = (image: typeof truth) => ({
    ...image,
    data: image.data.map((one) => one / 100 + 1e6),
  })
  // A million above, the luminance factor is 1: what is left is the contrast factor (numpy).
  const score = ssim(raised(truth), raised(prediction), { ...ssimUniform7, dataRange: 1 })
  expect(value(score)).toBeCloseTo(0.9749035321890801, 9)
})

test('says why there is no value', () => {
  const small = patterns.pattern(10, 30, 7)
  expect(ssim(small, small, { ...ssimWang, dataRange: 1 })).toEqual({
    undefined: 'image-smaller-than-window',
  })
  expect(ssim(small, small, { ...ssimUniform7, dataRange: 1 })).toEqual({ value: 1 })
  const justEnough = patterns.pattern(7, 7, 5)
  expect(ssim(justEnough, justEnough, { ...ssimUniform7, dataRange: 1 })).toEqual({ value: 1 })
  expect(ssim(truth, prediction, { ...ssimWang, dataRange: 0 })).toEqual({
    undefined: 'zero-data-range',
  })
  expect(ssim(truth, truth, { ...ssimWang, dataRange: 0 })).toEqual({ value: 1 })
  const broken = { ...prediction, data: prediction.data.with(200, NaN) }
  expect(ssim(truth, broken, { ...ssimWang, dataRange: 1 })).toEqual({
    undefined: 'non-finite-pixels',
  })
  expect(() => ssim(truth, small, { ...ssimWang, dataRange: 1 })).toThrow(
    '[24, 20], the prediction [10, 30]',
  )
  expect(() => ssimMap(truth, small, { ...ssimWang, dataRange: 1 })).toThrow('[10, 30]')
})
