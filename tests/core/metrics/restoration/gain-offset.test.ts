import { expect, test } from 'vitest'
import {
  applyGainOffset,
  fitGainOffset,
} from '../../../../src-main/core/metrics/restoration/gain-offset.ts'
import { prediction, truth } from './patterns.ts'

test('finds the gain and offset that were applied', () => {
  const fit = fitGainOffset(
    truth.data,
    truth.data.map((value) => value / 4 - 10),
  )
  expect(fit.gain).toBeCloseTo(4, 10)
  expect(fit.offset).toBeCloseTo(40, 9)
})

test('against CSBDeep', () => {
  const fit = fitGainOffset(truth.data, prediction.data)
  expect(fit.gain).toBeCloseTo(0.9564675417395492, 13)
  expect(fit.offset).toBeCloseTo(0.17146402235695035, 11)
})

test('a constant prediction becomes the mean of the truth', () => {
  const fit = fitGainOffset(Float64Array.of(1, 2, 6), Float64Array.of(5, 5, 5))
  expect(fit).toEqual({ gain: 0, offset: 3 })
})

test('the floor of the variance counts: variance 1e-10 halves the gain', () => {
  const step = Math.sqrt(2) * 1e-5
  const fit = fitGainOffset(Float64Array.of(0, step), Float64Array.of(0, step))
  expect(fit.gain).toBeCloseTo(0.5, 10)
})

test('applies gain and offset to every pixel', () => {
  expect([...applyGainOffset(Float32Array.of(1, 2, 3), { gain: 2, offset: -1 })]).toEqual([1, 3, 5])
})
