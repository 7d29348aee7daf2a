import { expect, test } from 'vitest'
import { ssim, ssimUniform7, ssimWang } from '../../../../src-main/core/metrics/restoration/ssim.ts'
import {
  createShiftTally,
  createSsimStream,
  type StreamedLayout,
} from '../../../../src-main/core/metrics/restoration/ssim-stream.ts'
import { createRandom } from '../../../../src-main/core/statistics/random.ts'

const random = createRandom(11)

function noisy(length: number): readonly [Float64Array, Float64Array] {
  const truth = Float64Array.from({ length }, (_, i) =>
    Math.round(900 + 300 * Math.sin(i / 17) + 50 * random.nextReal()),
  )
  return [truth, truth.map((value) => Math.fround(value + 80 * (random.nextReal() - 0.5)))]
}

function streamed(
  layout: StreamedLayout,
  [truth, prediction]: readonly [Float64Array, Float64Array],
  step: number,
  preset: typeof ssimWang | typeof ssimUniform7,
): number {
  const shifting = createShiftTally(layout)
  for (let at = 0; at < truth.length; at += step) shifting.add(truth.subarray(at, at + step))
  const stream = createSsimStream(layout, shifting.finish(), { ...preset, dataRange: 700 })
  for (let at = 0; at < truth.length; at += step)
    stream.add(truth.subarray(at, at + step), prediction.subarray(at, at + step))
  return stream.finish()
}

const presets = { wang: ssimWang, uniform: ssimUniform7 }
const plain = { depth: 1, samples: 1, isSingle: true }

test.each([
  ['wang', [300, 40], 7],
  ['uniform', [300, 40], 1001],
  ['wang', [11, 11], 1],
  ['uniform', [134, 520], 4096],
  ['uniform', [135, 33], 50],
] as const)(
  '%s of a plane of %j in pieces of %i is the whole one, to the last bit',
  (name, shape, step) => {
    const [height, width] = shape
    const pair = noisy(height * width)
    const images = pair.map((data) => ({ shape, data }))
    const whole = ssim(images[0]!, images[1]!, { ...presets[name], dataRange: 700 })
    const layout = { ...plain, planes: 1, height, width }
    expect({ value: streamed(layout, pair, step, presets[name]) }).toEqual(whole)
  },
)

test.each([
  ['wang', 1, 977],
  ['uniform', 1, 13],
  ['wang', 24, 977],
  ['uniform', 24, 100_000],
] as const)(
  '%s of 2 stacks of 24 planes, windows of %i planes, in pieces of %i',
  (name, depth, step) => {
    const [height, width] = [20, 31]
    const pair = noisy(2 * 24 * height * width)
    const images = pair.map((data) => ({ shape: [2, 24, height, width], data }))
    const axesApart = depth === 1 ? 2 : 1
    const whole = ssim(images[0]!, images[1]!, { ...presets[name], dataRange: 700, axesApart })
    const layout = { ...plain, planes: 48, depth, height, width }
    const value = streamed(layout, pair, step, presets[name])
    expect(Math.abs(value / (whole as { value: number }).value - 1)).toBeLessThan(1e-12)
  },
)

test.each([5, 99, 6000])('colours are scored one by one, in pieces of %i', (step) => {
  const [height, width, samples] = [30, 25, 3]
  const pair = noisy(2 * height * width * samples)
  const images = pair.map((data) => ({ shape: [2, height, width, samples], data }))
  const options = { ...ssimWang, dataRange: 700, channelsLast: true, axesApart: 1 }
  const whole = ssim(images[0]!, images[1]!, options)
  const layout = { planes: 2, depth: 1, height, width, samples, isSingle: true }
  const value = streamed(layout, pair, step, ssimWang)
  expect(Math.abs(value / (whole as { value: number }).value - 1)).toBeLessThan(1e-12)
})
