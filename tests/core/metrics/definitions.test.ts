import { describe, expect, test } from 'vitest'
import { metricDefinitionSchema, metricTupleSchema } from '../../../src-main/contract/metrics.ts'
import { imageTasks, taskSchema } from '../../../src-main/contract/words.ts'
import {
  everyMetricForTask,
  headlineMetric,
  metricDefinition,
  metricDefinitions,
  metricsForTask,
  metricTuple,
} from '../../../src-main/core/metrics/definitions.ts'

describe('the catalogue', () => {
  test('holds every id once, in its order', () => {
    const ids = metricDefinitions.map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
    expect(metricDefinitions.map(({ order }) => order)).toEqual([...ids.keys()])
  })

  test.each(metricDefinitions.map((definition) => [definition.id, definition] as const))(
    '%s can be shown: name, sentence, range, direction',
    (_, definition) => {
      const { order, emptyCasePolicy, defaultOptions, occasionalOptions, onRequest, ...shown } =
        definition
      for (const task of onRequest ?? []) expect(definition.tasks).toContain(task)
      expect(Object.keys(occasionalOptions ?? {})).not.toContain('emptyCasePolicy')
      expect(order).toBeGreaterThanOrEqual(0)
      expect(emptyCasePolicy).toBe('touchstone')
      expect(defaultOptions).toBeTypeOf('object')
      expect(metricDefinitionSchema.parse(shown)).toEqual(shown)
      expect(definition.definition).toMatch(/\.$/)
      expect(definition.tasks.length).toBeGreaterThan(0)
    },
  )

  test('knows the ids that scripts rely on', () => {
    const instances = metricsForTask('instances').map(({ id }) => id)
    expect(instances).toEqual(
      expect.arrayContaining(['f1@0.5', 'precision@0.5', 'recall@0.5', 'panoptic-quality@0.5']),
    )
    expect(instances).toEqual(
      expect.arrayContaining(['mean-matched-iou@0.5', 'count-error', 'f1@0.55', 'f1@0.95']),
    )
    expect(metricsForTask('semantic').map(({ id }) => id)).toEqual([
      'dice',
      'iou',
      'precision',
      'recall',
    ])
    expect(metricsForTask('restoration').map(({ id }) => id)).toEqual(
      expect.arrayContaining(['psnr', 'ssim-wang', 'ssim-uniform7', 'nrmse-euclidean', 'pearson']),
    )
    expect(metricsForTask('detection').map(({ id }) => id)).toEqual([
      'count-error',
      'f1-points',
      'precision-points',
      'recall-points',
      'localisation-rmse',
      'average-precision-points',
    ])
    expect(metricsForTask('classification').map(({ id }) => id)).toEqual(
      expect.arrayContaining(['accuracy', 'balanced-accuracy', 'f1-macro', 'auroc', 'brier-sum']),
    )
  })

  test('keeps what is computed on request out of the default sets', () => {
    expect(metricsForTask('instances').map(({ id }) => id)).not.toContain('aji')
    expect(everyMetricForTask('instances').map(({ id }) => id)).toContain('aji')
    expect(everyMetricForTask('semantic').map(({ id }) => id)).toEqual(
      expect.arrayContaining(['dice', 'hd95', 'nsd@1', 'mcc']),
    )
  })

  test('makes a metric of any length that is written one way', () => {
    expect(metricDefinition('nsd@1.25').name).toBe('NSD at 1.25')
    expect(metricDefinition('boundary-iou@7').tasks).toEqual(['semantic'])
    expect(metricDefinition('nsd@2')).toBe(metricDefinitions.find(({ id }) => id === 'nsd@2'))
    for (const id of ['nsd@1.50', 'nsd@0', 'nsd@', 'nsd@-1', 'hd95@2'])
      expect(() => metricDefinition(id)).toThrow('There is no metric')
  })

  test('finds a definition by id and refuses others', () => {
    expect(metricDefinition('dice').name).toBe('Dice')
    expect(() => metricDefinition('quality')).toThrow(
      expect.objectContaining({
        code: 'not-found',
        message: 'There is no metric quality in the catalogue.',
        details: { id: 'quality' },
      }),
    )
  })

  test('leads every image task with one of its own metrics', () => {
    for (const task of imageTasks)
      expect(metricsForTask(task).map(({ id }) => id)).toContain(headlineMetric(task))
    expect(headlineMetric('instances')).toBe('f1@0.5')
    expect(headlineMetric('semantic')).toBe('dice')
    expect(headlineMetric('restoration')).toBe('ssim-wang')
    for (const task of taskSchema.options)
      expect(metricsForTask(task).map(({ id }) => id)).toContain(headlineMetric(task))
  })
})

describe('a metric tuple', () => {
  test('carries id, version, options, aggregation and policy', () => {
    const tuple = metricTuple('f1@0.5')
    expect(tuple).toEqual({
      id: 'f1@0.5',
      version: '1',
      options: { comparison: '>=' },
      aggregation: 'mean-over-cases',
      emptyCasePolicy: 'touchstone',
    })
    expect(metricTupleSchema.parse(tuple)).toEqual(tuple)
  })

  test('takes the options that its metric knows and the policy apart', () => {
    const options = { comparison: '>', emptyCasePolicy: 'reference' }
    expect(metricTuple('f1@0.5', options)).toMatchObject({
      options: { comparison: '>' },
      emptyCasePolicy: 'reference',
    })
    expect(metricTuple('count-error', options).options).toEqual({})
    expect(metricTuple('dice', {}, 'reference').emptyCasePolicy).toBe('reference')
  })

  test('names an option that changes nothing only where it is set', () => {
    expect(metricTuple('count-error', { minimumAreaPx: 0, borderObjects: 'keep' }).options).toEqual(
      {},
    )
    expect(metricTuple('f1@0.5', { minimumAreaPx: 15 }).options).toEqual({
      comparison: '>=',
      minimumAreaPx: 15,
    })
  })

  test('refuses an option that no metric of the task knows', () => {
    expect(() => metricTuple('dice', { comparison: '>' })).toThrow(
      expect.objectContaining({ code: 'bad-options' }),
    )
    expect(() => metricTuple('f1@0.5', { dataRange: 255 })).toThrow('comparison')
    expect(metricTuple('pearson', { dataRange: 255 }).options).toEqual({})
    expect(metricTuple('psnr', { dataRange: 255 }).options).toMatchObject({ dataRange: 255 })
  })
})
