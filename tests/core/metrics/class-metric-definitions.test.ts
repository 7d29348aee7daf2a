import { expect, test } from 'vitest'
import { chooseMetrics } from '../../../src-main/core/metrics/choose-metrics.ts'
import {
  classMetricDefinition,
  classMetricIds,
} from '../../../src-main/core/metrics/class-metric-definitions.ts'
import { metricDefinition, metricTuple } from '../../../src-main/core/metrics/definitions.ts'

test('any label makes a metric', () => {
  expect(classMetricDefinition('iou', 7)).toMatchObject({
    id: 'iou-class@7',
    name: 'IoU of class 7',
  })
  expect(metricDefinition('dice-class@12').name).toBe('Dice of class 12')
  expect(() => metricDefinition('dice-class@012')).toThrow('no metric')
})

test('classes come with their own Dice and IoU unless metrics are chosen', () => {
  expect(classMetricIds({ classes: [2, 5] })).toEqual([
    'dice-class@2',
    'iou-class@2',
    'dice-class@5',
    'iou-class@5',
  ])
  expect(chooseMetrics('semantic', { classes: [2] }).ids).toContain('iou-class@2')
  expect(chooseMetrics('semantic', { classes: [2], metrics: 'default' }).ids).toContain(
    'dice-class@2',
  )
  expect(chooseMetrics('semantic', {}).ids.join()).not.toContain('class@')
  expect(chooseMetrics('semantic', { classes: [2], metrics: ['dice'] }).ids).toEqual(['dice'])
})

test('a class that is not listed is no metric', () => {
  const metrics = ['dice-class@3']
  expect(() => chooseMetrics('semantic', { metrics, classes: [1, 2] })).toThrow(
    'the option classes lists 1, 2; list 3 there',
  )
  expect(() => chooseMetrics('semantic', { metrics })).toThrow('classes is not set')
})

test('the tuple says what was averaged', () => {
  expect(metricTuple('dice', { classes: [1, 2], ignoreLabel: 255 })).toMatchObject({
    options: { classes: [1, 2], ignoreLabel: 255 },
    aggregation: 'mean-over-classes-then-cases',
  })
  expect(metricTuple('dice').options).toEqual({})
  expect(metricTuple('kappa', { classes: [1, 2] }).aggregation).toBe('mean-over-cases')
  expect(metricTuple('dice-class@1', { classes: [1, 2] }).aggregation).toBe('mean-over-cases')
})
