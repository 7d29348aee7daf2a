import { expect, test } from 'vitest'
import { chooseMetrics } from '../../../../src-main/core/metrics/choose-metrics.ts'
import { metricDefinition, metricTuple } from '../../../../src-main/core/metrics/definitions.ts'
import { scoreDetection } from '../../../../src-main/core/metrics/detection/score-detection.ts'

test('any gate makes a metric whose tuple does not name the option gate', () => {
  expect(metricDefinition('f1-points@2.5').name).toBe('F1 of points at 2.5')
  expect(metricTuple('f1-points@2.5', { gate: 9, distanceUnit: 'um' }).options).toEqual({
    distanceUnit: 'um',
    pixelSizeUm: null,
  })
  expect(() => metricDefinition('f1-points@0')).toThrow('There is no metric f1-points@0')
})

test('the curve of F1 against the gate is computed on request, and rises with the gate', () => {
  const { ids } = chooseMetrics('detection', { metrics: 'gate-curve' })
  const points = (...x: number[]) => ({
    dimensions: 2,
    coordinates: Float64Array.from(x.flatMap((at) => [0, at])),
    unit: null,
    scores: null,
  })
  const { scores } = scoreDetection(points(0, 100, 200), points(1.5, 103, 209), {}, ids)
  const curve = ids.slice(1).map((id) => (scores[id] as { value: number }).value)
  expect(curve).toEqual([0, 1 / 3, 2 / 3, 2 / 3, 2 / 3, 2 / 3, 1])
  expect(scores['f1-points']).toEqual({ value: 2 / 3 })
})
