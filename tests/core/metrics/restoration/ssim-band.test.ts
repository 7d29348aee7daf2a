import { describe, expect, test } from 'vitest'
import { ssimBand } from '../../../../src-main/core/metrics/restoration/ssim-band.ts'
import type { SsimParameters } from '../../../../src-main/core/metrics/restoration/ssim-factors.ts'
import {
  gaussianWindow,
  uniformWindow,
} from '../../../../src-main/core/metrics/restoration/ssim-window.ts'
import { image } from './patterns.ts'

const [height, width] = [40, 33]
const truth = image([height, width], (y, x) => (y * 31 + x * 7 + ((x * y) % 11)) % 97)
const prediction = image([height, width], (y, x) => (y * 31 + x * 9) % 89)
const plane = { width, truth: truth.data, prediction: prediction.data }

/** SSIM at one place by the definition. */
function byDefinition(
  { window, dataRange, sampleCovariance }: SsimParameters,
  y: number,
  x: number,
) {
  const { size } = window
  const weights = window.weights ?? new Float64Array(size).fill(1 / size)
  let [t, p, tt, pp, tp] = [0, 0, 0, 0, 0]
  for (let i = 0; i < size; i++)
    for (let j = 0; j < size; j++) {
      const weight = weights[i]! * weights[j]!
      const a = truth.data[(y + i) * width + x + j]!
      const b = prediction.data[(y + i) * width + x + j]!
      t += weight * a
      p += weight * b
      tt += weight * a * a
      pp += weight * b * b
      tp += weight * a * b
    }
  const unbiased = sampleCovariance ? size ** 2 / (size ** 2 - 1) : 1
  const [c1, c2] = [(0.01 * dataRange) ** 2, (0.03 * dataRange) ** 2]
  const contrast = (2 * unbiased * (tp - t * p) + c2) / (unbiased * (tt + pp - t * t - p * p) + c2)
  return { contrast, ssim: ((2 * t * p + c1) / (t * t + p * p + c1)) * contrast }
}

describe.each([
  { name: 'equal weights', window: uniformWindow(7), sampleCovariance: true },
  { name: 'eleven Gaussian weights', window: gaussianWindow(1.5), sampleCovariance: false },
  { name: 'seven Gaussian weights', window: gaussianWindow(1), sampleCovariance: false },
])('a band with $name', ({ window, sampleCovariance }) => {
  const parameters = { dataRange: 97, window, sampleCovariance }
  const places = width - window.size + 1
  const [from, to] = [3, 24] // not a multiple of the rows worked together

  test('holds the sums over its places', () => {
    let [ssim, contrast] = [0, 0]
    for (let y = from; y < to; y++)
      for (let x = 0; x < places; x++) {
        const one = byDefinition(parameters, y, x)
        ssim += one.ssim
        contrast += one.contrast
      }
    const whole = { shift: 40, wantsContrast: true }
    const sums = ssimBand(plane, parameters, [from, to], whole)
    expect(sums.ssim).toBeCloseTo(ssim, 9)
    expect(sums.contrast).toBeCloseTo(contrast, 9)
    const alone = ssimBand(plane, parameters, [from, to], { ...whole, wantsContrast: false })
    expect(alone.ssim).toBeCloseTo(ssim, 9)
    expect(alone.contrast).toBe(0)
  })

  test('visits its places in order', () => {
    const visited: number[] = []
    ssimBand(plane, parameters, [from, to], {
      shift: 0,
      wantsContrast: false,
      visit: (place, ssim) => {
        visited.push(place)
        const expected = byDefinition(parameters, Math.floor(place / places), place % places)
        expect(ssim).toBeCloseTo(expected.ssim, 9)
      },
    })
    expect(visited).toEqual(
      Array.from({ length: (to - from) * places }, (_, i) => from * places + i),
    )
  })

  test('of equal images is exactly 1 everywhere', () => {
    const same = { ...plane, prediction: truth.data }
    const sums = ssimBand(same, parameters, [from, to], { shift: 40.3, wantsContrast: true })
    expect(sums).toEqual({ ssim: (to - from) * places, contrast: (to - from) * places })
  })
})
