import { expect, test } from 'vitest'
import { nrmse } from '../../../../src-main/core/metrics/restoration/nrmse.ts'
import { prediction, truth } from './patterns.ts'

const value = (score: ReturnType<typeof nrmse>): number =>
  'value' in score ? Number(score.value) : NaN

test('[0, 2, 2, 2] against 1: mean 1/1.5, euclidean 1/√3, min-max .5 (scikit-image tests)', () => {
  const t = Float64Array.of(0, 2, 2, 2)
  const p = Float64Array.of(1, 1, 1, 1)
  expect(value(nrmse(t, p, 'mean'))).toBe(1 / 1.5)
  expect(value(nrmse(t, p, 'euclidean'))).toBeCloseTo(1 / Math.sqrt(3), 15)
  expect(value(nrmse(t, p))).toBeCloseTo(1 / Math.sqrt(3), 15)
  expect(value(nrmse(t, p, 'min-max'))).toBe(0.5)
  expect(value(nrmse(t, p, 'std'))).toBeCloseTo(1 / Math.sqrt(0.75), 15)
})

test('against scikit-image', () => {
  expect(value(nrmse(truth.data, prediction.data))).toBeCloseTo(0.11964735601317637, 14)
  expect(value(nrmse(truth.data, prediction.data, 'min-max'))).toBeCloseTo(0.06890361625730056, 14)
  expect(value(nrmse(truth.data, prediction.data, 'mean'))).toBeCloseTo(0.13873211326973267, 14)
})

test('undefined, not infinite, where there is nothing to divide by', () => {
  const zero = Float64Array.of(0, 0)
  const two = Float64Array.of(2, 2)
  expect(nrmse(zero, two)).toEqual({ undefined: 'zero-truth' })
  expect(nrmse(zero, two, 'mean')).toEqual({ undefined: 'zero-truth' })
  expect(nrmse(two, zero, 'min-max')).toEqual({ undefined: 'constant-truth' })
  expect(nrmse(two, zero, 'std')).toEqual({ undefined: 'constant-truth' })
  expect(nrmse(two, zero)).toEqual({ value: 1 })
})
