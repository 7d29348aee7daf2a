import { expect, test } from 'vitest'
import { pearson } from '../../../../src-main/core/metrics/restoration/pearson.ts'
import { prediction, truth } from './patterns.ts'

test('against numpy', () => {
  const score = pearson(truth.data, prediction.data)
  expect('value' in score && Number(score.value)).toBeCloseTo(0.9752914548284697, 13)
})

test('1 for a gain and an offset, -1 for the inverse, never beyond', () => {
  const map = (gain: number) =>
    pearson(
      truth.data,
      truth.data.map((value) => gain * value + 3),
    )
  expect('value' in map(0.1) && Number((map(0.1) as { value: number }).value)).toBeCloseTo(1, 14)
  expect('value' in map(-7) && Number((map(-7) as { value: number }).value)).toBeCloseTo(-1, 14)
  const thirds = Float64Array.of(0.1, 0.2, 0.4)
  expect(pearson(thirds, thirds)).toEqual({ value: expect.closeTo(1, 15) as number })
})

test('undefined where one image is constant', () => {
  const flat = Float64Array.of(2, 2)
  const ramp = Float64Array.of(1, 2)
  expect(pearson(flat, ramp)).toEqual({ undefined: 'constant-image' })
  expect(pearson(ramp, flat)).toEqual({ undefined: 'constant-image' })
})
