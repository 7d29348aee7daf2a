import { expect, test } from 'vitest'
import { ssimSums } from '../../../../src-main/core/metrics/restoration/ssim-sums.ts'
import { uniformWindow } from '../../../../src-main/core/metrics/restoration/ssim-window.ts'
import { image, stacks } from './patterns.ts'

test('one place of a window of 3, by hand', () => {
  // truth 0 .. 8: mean 4, sum of squares 204, sample variance 7.5; prediction is twice that.
  const truth = image([3, 3], (y, x) => 3 * y + x)
  const prediction = image([3, 3], (y, x) => 2 * (3 * y + x))
  const sums = ssimSums(
    truth,
    prediction,
    {
      dataRange: 10,
      window: uniformWindow(3),
      sampleCovariance: true,
    },
    { wantsContrast: true },
  )
  const contrast = (2 * 15 + 0.09) / (7.5 + 30 + 0.09)
  const luminance = (2 * 4 * 8 + 0.01) / (16 + 64 + 0.01)
  expect(sums.places).toBe(1)
  expect(sums.contrast).toBeCloseTo(contrast, 13)
  expect(sums.ssim).toBeCloseTo(luminance * contrast, 13)
})

test('population covariance divides by N', () => {
  const truth = image([3, 3], (y, x) => 3 * y + x)
  const prediction = image([3, 3], (y, x) => 2 * (3 * y + x))
  const sums = ssimSums(
    truth,
    prediction,
    {
      dataRange: 10,
      window: uniformWindow(3),
      sampleCovariance: false,
      k1: 0.1,
      k2: 0.2,
    },
    { wantsContrast: true },
  )
  const factor = 60 / 9 // 6.67 = 60/9 is the variance of 0 .. 8
  const contrast = (2 * 2 * factor + 4) / (5 * factor + 4)
  expect(sums.contrast).toBeCloseTo(contrast, 13)
  expect(sums.ssim).toBeCloseTo((65 / 81) * contrast, 13)
})

test('visits every place of a stack once, in C order of places', () => {
  const { truth, prediction } = stacks()
  const visited: number[] = []
  let sum = 0
  const sums = ssimSums(
    truth,
    prediction,
    { dataRange: 100, window: uniformWindow(3), sampleCovariance: true },
    {
      visit: (place, value) => {
        visited.push(place)
        sum += value
      },
    },
  )
  expect(sums.places).toBe(10 * 11 * 12)
  expect(visited.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 1320 }, (_, i) => i))
  expect(sum).toBeCloseTo(sums.ssim, 9)
})

test('blocks change nothing: each half alone gives its part of the whole', () => {
  const rows = 2 * 700
  const whole = image([rows, 200], (y, x) => (y * 31 + x * 7 + ((x * y) % 11)) % 97)
  const other = image([rows, 200], (y, x) => (y * 31 + x * 7) % 97)
  const parameters = { dataRange: 97, window: uniformWindow(3), sampleCovariance: true }
  const part = (from: number, count: number) => {
    const cut = (data: ArrayLike<number>) => ({
      shape: [count, 200],
      data: Float64Array.from({ length: count * 200 }, (_, i) => data[from * 200 + i]!),
    })
    return ssimSums(cut(whole.data), cut(other.data), parameters, { wantsContrast: true })
  }
  const all = ssimSums(whole, other, parameters, { wantsContrast: true })
  const [first, second] = [part(0, 702), part(700, 700)]
  expect(first.places + second.places).toBe(all.places)
  expect(first.ssim + second.ssim).toBeCloseTo(all.ssim, 6)
  expect(first.contrast + second.contrast).toBeCloseTo(all.contrast, 6)
})

test('a stack of several blocks along both axes equals its parts', () => {
  const shape = [17, 330, 70]
  const data = (step: number) =>
    Float64Array.from({ length: 17 * 330 * 70 }, (_, i) => (i * 7 + ((i * step) % 13)) % 101)
  const truth = { shape, data: data(3) }
  const prediction = { shape, data: data(5) }
  const parameters = { dataRange: 100, window: uniformWindow(3), sampleCovariance: true }
  const places = new Uint8Array(15 * 328 * 68)
  const values = new Float64Array(places.length)
  const all = ssimSums(truth, prediction, parameters, {
    visit: (place, value) => {
      places[place]!++
      values[place] = value
    },
  })
  expect(places.every((count) => count === 1)).toBe(true)
  // Plane 9 alone, from the three planes its windows see.
  const plane = 330 * 70
  const cut = (image: typeof truth) => ({
    shape: [3, 330, 70],
    data: image.data.slice(9 * plane, 12 * plane),
  })
  let difference = 0
  ssimSums(cut(truth), cut(prediction), parameters, {
    visit: (place, value) => {
      difference = Math.max(difference, Math.abs(value - values[9 * 328 * 68 + place]!))
    },
  })
  expect(difference).toBeLessThan(1e-10)
  expect(all.places).toBe(places.length)
})

test('the contrast factor is summed only where it is asked for', () => {
  const truth = image([20, 20], (y, x) => (3 * y + x * x) % 17)
  const parameters = { dataRange: 17, window: uniformWindow(7), sampleCovariance: true }
  expect(ssimSums(truth, truth, parameters).contrast).toBe(0)
  expect(ssimSums(truth, truth, parameters, { wantsContrast: true })).toEqual({
    ssim: 196,
    contrast: 196,
    places: 196,
  })
})
