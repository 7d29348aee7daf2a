import { expect, test } from 'vitest'
import { averagePrecisionOfPoints } from '../../../../src-main/core/metrics/detection/average-precision-points.ts'
import type { Points } from '../../../../src-main/core/metrics/detection/match-points.ts'

const line = (...xs: number[]): Points => ({ dimensions: 1, coordinates: Float64Array.from(xs) })
const score = (truth: Points, prediction: Points, ...scores: number[]) =>
  averagePrecisionOfPoints(truth, prediction, Float64Array.from(scores), {
    gate: 1,
    policy: 'touchstone',
  })

test('worked by hand: hit, miss, hit of two true points', () => {
  // recall 1/2 at precision 1, then recall 1 at precision 2/3
  expect(score(line(0, 10), line(0, 5, 10), 0.9, 0.8, 0.7)).toEqual({ value: 1 / 2 + 1 / 3 })
})

test('the higher score takes a point that a nearer one would have had', () => {
  expect(score(line(0), line(0.9, 0.1), 0.9, 0.5)).toEqual({ value: 1 })
  expect(score(line(0), line(5, 0.1), 0.9, 0.5)).toEqual({ value: 0.5 })
})

test('equal scores are one step, whatever the order of rows', () => {
  expect(score(line(0, 10), line(0, 5), 0.5, 0.5)).toEqual({ value: 0.25 })
  expect(score(line(0, 10), line(5, 0), 0.5, 0.5)).toEqual({ value: 0.25 })
})

test('nothing on a side', () => {
  expect(score(line(), line())).toEqual({ undefined: 'both-empty' })
  expect(score(line(), line(1), 1)).toEqual({ value: 0 })
  expect(score(line(1), line())).toEqual({ value: 0 })
})
