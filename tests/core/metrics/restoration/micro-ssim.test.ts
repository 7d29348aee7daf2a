import { expect, test } from 'vitest'
import {
  fitMicroSsim,
  fitMicroSsimOfPair,
  microSsim,
  type ImagePair,
} from '../../../../src-main/core/metrics/restoration/micro-ssim.ts'
import { pattern } from './patterns.ts'

const value = (score: unknown): number => (score as { value: number }).value
const truth = pattern(40, 36, 31)
const scaled = (image: typeof truth, gain: number, offset: number) => ({
  ...image,
  data: image.data.map((one) => gain * one + offset),
})
const dataset = (...pairs: ImagePair[]) => ({
  count: pairs.length,
  read: (index: number) => Promise.resolve(pairs[index]!),
})

test('a camera offset and a gain cost nothing', () => {
  const prediction = scaled(truth, 0.25, 1000)
  const fit = fitMicroSsimOfPair({ truth, prediction })!
  expect(fit.gain).toBeCloseTo(4, 2)
  expect(fit.predictionOffset - 1000).toBeCloseTo(0.25 * fit.truthOffset, 9)
  expect(value(microSsim(truth, prediction, fit))).toBeCloseTo(1, 5)
})

test('one gain serves the whole dataset: where pairs differ, none is perfect', async () => {
  const pairs = [scaled(truth, 0.5, 0), scaled(truth, 2, 0)].map((prediction) => ({
    truth,
    prediction,
  }))
  const fit = (await fitMicroSsim(dataset(...pairs)))!
  const own = pairs.map((pair) =>
    value(microSsim(truth, pair.prediction, fitMicroSsimOfPair(pair)!)),
  )
  const common = pairs.map(({ prediction }) => value(microSsim(truth, prediction, fit)))
  expect(own.every((score) => score > 0.9999)).toBe(true)
  expect(common.some((score) => score < 0.99)).toBe(true)
})

test('the dataset of one pair is the pair', async () => {
  const pair = { truth, prediction: pattern(40, 36, 29) }
  expect(await fitMicroSsim(dataset(pair))).toEqual(fitMicroSsimOfPair(pair))
})

test('pairs may differ in size, their order does not matter', async () => {
  const small = { truth: pattern(20, 24, 31), prediction: pattern(20, 24, 29) }
  const large = { truth, prediction: scaled(truth, 2, 3) }
  const [one, other] = [
    await fitMicroSsim(dataset(small, large)),
    await fitMicroSsim(dataset(large, small)),
  ]
  expect(one!.gain).toBeCloseTo(other!.gain, 6)
})

test('a constant truth has no fit, no pairs are refused', async () => {
  const flat = { ...truth, data: truth.data.map(() => 4) }
  expect(fitMicroSsimOfPair({ truth: flat, prediction: truth })).toBeNull()
  await expect(fitMicroSsim(dataset())).rejects.toThrow('at least one pair')
})
