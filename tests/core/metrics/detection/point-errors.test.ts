import { expect, test } from 'vitest'
import { pointErrorsSchema } from '../../../../src-main/contract/points.ts'
import { pointErrors } from '../../../../src-main/core/metrics/detection/point-errors.ts'

test('gives every point its class, its partner and their distance', () => {
  const truth = { dimensions: 2, coordinates: Float64Array.from([1, 2, 30, 40]), scores: null }
  const prediction = {
    dimensions: 2,
    coordinates: Float64Array.from([9, 9, 1, 3]),
    scores: Float64Array.from([0.2, 0.9]),
  }
  const pairs = [{ truth: 0, prediction: 1, distance: 1 }]
  const errors = pointErrors(truth, prediction, pairs, { gate: 5, unit: 'px' })
  expect(pointErrorsSchema.parse(errors)).toEqual(errors)
  expect(errors.truth).toEqual([
    { class: 'correct', partner: 1, distance: 1, at: { x: 2, y: 1, z: 0 }, score: null },
    { class: 'missed', partner: null, distance: null, at: { x: 40, y: 30, z: 0 }, score: null },
  ])
  expect(errors.prediction.map((point) => [point.class, point.partner, point.score])).toEqual([
    ['extra', null, 0.2],
    ['correct', 0, 0.9],
  ])
})

test('points of a stack keep their plane', () => {
  const points = { dimensions: 3, coordinates: Float64Array.from([7, 1, 2]), scores: null }
  const none = { dimensions: 3, coordinates: new Float64Array(0), scores: null }
  expect(pointErrors(points, none, [], { gate: 5, unit: 'px' }).truth[0]?.at).toEqual({
    x: 2,
    y: 1,
    z: 7,
  })
})
