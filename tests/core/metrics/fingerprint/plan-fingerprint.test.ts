import { expect, test } from 'vitest'
import { fingerprintSchema } from '../../../../src-main/contract/fingerprint.ts'
import { metricsForTask } from '../../../../src-main/core/metrics/definitions.ts'
import {
  planFingerprint,
  type FingerprintOrder,
} from '../../../../src-main/core/metrics/fingerprint/plan-fingerprint.ts'
import { planMetrics } from '../../../../src-main/engine/plan-metrics.ts'
import { factsWith } from './facts.ts'

const pixelSizeUm = { x: 0.2, y: 0.2 }
function plan(change: Partial<FingerprintOrder> = {}) {
  const planned = planFingerprint({
    task: 'semantic',
    facts: factsWith({ pixelSizeUm }),
    answers: {},
    options: {},
    headline: null,
    ...change,
  })
  return { ...planned, tuples: planMetrics(change.task ?? 'semantic', planned.options) }
}

test('the proposal is computed where nothing else is chosen, and is recorded metric by metric', () => {
  const { tuples, headline, options, fingerprint } = plan()
  expect(headline).toBe('dice')
  expect(tuples.map(({ id }) => id)).toEqual(['dice', 'precision', 'recall', 'hd95', 'assd'])
  expect(tuples.find(({ id }) => id === 'hd95')?.options).toEqual({
    border: 'face-neighbours',
    percentile: 'linear',
    distanceUnit: 'um',
    pixelSizeUm,
  })
  expect(options).toEqual({
    metrics: ['dice', 'precision', 'recall', 'hd95', 'assd'],
    distanceUnit: 'um',
    pixelSizeUm,
  })
  expect(fingerprint.measurement.overridden).toEqual([])
  expect(() => fingerprintSchema.parse(fingerprint)).not.toThrow()
})

test('the recorded options alone give the same metrics again, as a command would', () => {
  const first = plan({ answers: { outline: 'yes', 'annotator-disagreement': 2 } })
  const again = plan({ answers: null, options: first.options, headline: first.headline })
  expect(again.tuples).toEqual(first.tuples)
})

test('a named set is recorded with its metrics and options', () => {
  const { options, headline, fingerprint } = plan({
    task: 'instances',
    options: { metrics: 'hovernet' },
  })
  expect(options['comparison']).toBe('>')
  expect(options['metrics']).toContain('aji-plus')
  expect(headline).toBe('f1@0.5')
  expect(fingerprint.measurement.overridden.map(({ name }) => name)).toEqual(
    expect.arrayContaining(['aji', 'aji-plus', 'comparison']),
  )
})

test('pixels chosen instead of micrometres leave no pixel size behind', () => {
  const { options, fingerprint } = plan({ options: { distanceUnit: 'px' } })
  expect(options).not.toHaveProperty('pixelSizeUm')
  expect(fingerprint.measurement.overridden).toContainEqual({
    what: 'option',
    name: 'distanceUnit',
    proposed: 'um',
    chosen: 'px',
  })
})

test('a set without the proposed headline is led by its first metric; a stated headline must be in it', () => {
  expect(plan({ options: { metrics: ['assd', 'iou'] } }).headline).toBe('assd')
  expect(() => plan({ options: { metrics: ['assd'] }, headline: 'dice' })).toThrow(
    /dice is not computed for task semantic; choose one of assd/,
  )
})

test('without answers an order is computed as it stands, and the proposal only shown', () => {
  const { tuples, options, fingerprint } = plan({ answers: null })
  expect(tuples.map(({ id }) => id)).toEqual(metricsForTask('semantic').map(({ id }) => id))
  expect(options).toEqual({})
  expect(fingerprint.proposal.metrics.map(({ id }) => id)).toContain('hd95')
})

test('classes that are named have their own metrics beside the proposal', () => {
  const { tuples } = plan({ options: { classes: [1, 2] } })
  expect(tuples.map(({ id }) => id)).toEqual(
    expect.arrayContaining(['dice-class@1', 'iou-class@1', 'dice-class@2', 'iou-class@2']),
  )
})

test('a follow-up is asked only after its answer, and answers of the data are kept apart', () => {
  const ids = (answers: Record<string, string>) =>
    plan({ answers }).fingerprint.questions.map(({ id }) => id)
  expect(ids({})).not.toContain('annotator-disagreement')
  expect(ids({ outline: 'yes' })).toContain('annotator-disagreement')
  const { measurement } = plan({
    facts: factsWith({ medianWidthPx: 3 }),
    answers: { area: 'yes' },
  }).fingerprint
  expect(measurement.answers).toEqual({ area: 'yes' })
  expect(measurement.fromData).toEqual({ 'answer-kind': 'mask', tiny: 'yes' })
})

test('options that a chosen metric knows are listed with the value they have', () => {
  const { options } = plan({ task: 'instances', options: { minimumAreaPx: 20 } }).fingerprint
  expect(options).toEqual(
    expect.arrayContaining([
      { name: 'comparison', value: '>=' },
      { name: 'borderObjects', value: 'keep' },
      { name: 'minimumAreaPx', value: 20 },
      { name: 'emptyCasePolicy', value: 'touchstone' },
    ]),
  )
  expect(options.some(({ name }) => name === 'dataRange')).toBe(false)
})

test.each([
  [{ answers: { touching: 'perhaps' } }, /must be one of/],
  [{ options: { gate: 3 } }, /There is no metric option gate/],
  [{ options: { metrics: ['psnr'] } }, /psnr is no metric of the task semantic/],
])('refuses %j', (change, message) => {
  expect(() => plan(change)).toThrow(message)
})
