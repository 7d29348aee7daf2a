import { expect, test } from 'vitest'
import { errorMap } from '../../../../src-main/core/metrics/restoration/error-maps.ts'
import { restorationPair } from '../../../../src-main/core/metrics/restoration/restoration-pair.ts'
import { ssim, ssimWang } from '../../../../src-main/core/metrics/restoration/ssim.ts'
import { interleave, prediction, truth, upsideDown } from './patterns.ts'

const mean = (list: ArrayLike<number>): number =>
  Array.from(list).reduce((sum, one) => sum + one, 0) / list.length

test('squared errors average to the mean squared error', () => {
  const { shape, data } = errorMap('squared-error', restorationPair(truth, prediction))
  expect(shape).toEqual(truth.shape)
  expect(data[7]).toBe((truth.data[7]! - prediction.data[7]!) ** 2)
})

test('the difference after the fit averages to 0 and knows neither gain nor offset', () => {
  const map = errorMap('difference-after-fit', restorationPair(truth, prediction))
  expect(mean(map.data)).toBeCloseTo(0, 9)
  const scaled = { ...prediction, data: prediction.data.map((one) => 4 * one - 9) }
  const other = errorMap('difference-after-fit', restorationPair(truth, scaled))
  expect(other.data[100]).toBeCloseTo(map.data[100]!, 8)
})

test('the SSIM map averages to SSIM where windows fit', () => {
  const { data } = errorMap('ssim', restorationPair(truth, prediction, { dataRange: 100 }))
  const inner = Array.from(data).filter((_, i) => {
    const [y, x] = [Math.floor(i / 20), i % 20]
    return y >= 5 && y < 19 && x >= 5 && x < 15
  })
  const { value } = ssim(truth, prediction, { ...ssimWang, dataRange: 100 }) as { value: number }
  expect(mean(inner)).toBeCloseTo(value, 12)
})

test('colours are mapped channel by channel', () => {
  const colour = interleave(truth, upsideDown(truth))
  const other = interleave(prediction, prediction)
  const options = { dataRange: 100, channelsLast: true }
  const both = errorMap('ssim', restorationPair(colour, other, options))
  const one = errorMap('ssim', restorationPair(truth, prediction, { dataRange: 100 }))
  expect(both.shape).toEqual([24, 20, 2])
  expect(Array.from(both.data).filter((_, i) => i % 2 === 0)).toEqual(Array.from(one.data))
})

test('pixels that are not finite stay so in the map, SSIM would spread them', () => {
  const broken = { ...prediction, data: prediction.data.with(3, NaN) }
  const { data } = errorMap('difference-after-fit', restorationPair(truth, broken))
  expect(Array.from(data).filter(Number.isNaN)).toHaveLength(1)
  expect(() => errorMap('ssim', restorationPair(truth, broken))).toThrow('1 of 480 pixels')
})

test('what a map needs and does not have is said', () => {
  const flat = { ...truth, data: truth.data.map(() => 1) }
  expect(() => errorMap('ssim', restorationPair(flat, prediction))).toThrow('state dataRange')
  expect(() => errorMap('squirrel', restorationPair(truth, prediction))).toThrow('name it as image')
  const { shape } = errorMap('squirrel', restorationPair(truth, prediction, {}, truth))
  expect(shape).toEqual([24, 20])
})
