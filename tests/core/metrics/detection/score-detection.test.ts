import { expect, test } from 'vitest'
import { metricsForTask } from '../../../../src-main/core/metrics/definitions.ts'
import {
  scoreDetection,
  type DetectedPoints,
} from '../../../../src-main/core/metrics/detection/score-detection.ts'

const points = (coordinates: number[], more: Partial<DetectedPoints> = {}): DetectedPoints => ({
  dimensions: 2,
  coordinates: Float64Array.from(coordinates),
  unit: null,
  scores: null,
  ...more,
})
const truth = points([0, 0, 20, 20])
const prediction = points([3, 4, 40, 40, 60, 60])

test('gives exactly the scores of the catalogue; a pair at the gate counts', () => {
  const { scores } = scoreDetection(truth, prediction)
  expect(scores).toEqual({
    'f1-points': { value: 2 / 5 },
    'precision-points': { value: 1 / 3 },
    'recall-points': { value: 1 / 2 },
    'localisation-rmse': { value: 5 },
    'count-error': { value: 1 },
    'average-precision-points': { undefined: 'no-scores' },
  })
  expect(Object.keys(scores).sort()).toEqual(
    metricsForTask('detection')
      .map(({ id }) => id)
      .sort(),
  )
  expect(scoreDetection(truth, prediction, { gate: 4.9 }).scores['f1-points']).toEqual({ value: 0 })
})

test('the gate in micrometres takes the pixel size of each axis', () => {
  const options = { gate: 5, distanceUnit: 'um', pixelSizeUm: { x: 2, y: 0.5 } }
  const { scores } = scoreDetection(points([0, 0]), points([6, 2]), options)
  expect(scores['localisation-rmse']).toEqual({ value: 5 })
})

test('points in micrometres meet points in pixels only by a pixel size', () => {
  const inUm = points([1.5, 2], { unit: 'um' })
  expect(() => scoreDetection(points([0, 0]), inUm)).toThrow(
    'The points of the prediction are in um and the gate is in px',
  )
  const options = { pixelSizeUm: { x: 0.5, y: 0.5 } }
  expect(scoreDetection(points([0, 0]), inUm, options).scores['localisation-rmse']).toEqual({
    value: 5,
  })
  const both = scoreDetection(inUm, inUm, { gate: 0, distanceUnit: 'um' })
  expect(both.scores['f1-points']).toEqual({ value: 1 })
})

test('an empty list fits points of any dimension; unlike dimensions do not fit', () => {
  const stack = points([1, 2, 3], { dimensions: 3 })
  expect(scoreDetection(points([]), stack).scores['count-error']).toEqual({ value: 1 })
  expect(scoreDetection(stack, points([])).scores['recall-points']).toEqual({ value: 0 })
  expect(() => scoreDetection(truth, stack)).toThrow(/2 coordinates and those of the prediction 3/)
})

test('scores give an average precision', () => {
  const scored = points([0, 0, 9, 9], { scores: Float64Array.of(0.9, 0.1) })
  expect(scoreDetection(points([0, 0]), scored).scores['average-precision-points']).toEqual({
    value: 1,
  })
})

test.each([[{ gate: -1 }], [{ gate: '5' }], [{ distanceUnit: 'nm' }], [{ comparison: '>' }]])(
  'refuses %j',
  (options) => {
    expect(() => scoreDetection(truth, prediction, options)).toThrow(
      expect.objectContaining({ code: 'bad-options' }),
    )
  },
)

test('a gate that pairs anything with anything is refused before it fills the memory', () => {
  const many = points(Array.from({ length: 6000 }, (_, i) => i % 7))
  expect(() => scoreDetection(many, many, { gate: 100 })).toThrow(/More than 5000000 pairs/)
})
