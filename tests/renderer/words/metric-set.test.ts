import { expect, test } from 'vitest'
import { metricTuple } from '../../../src-main/core/metrics/definitions.ts'
import {
  curveOf,
  editableOptions,
  findMetrics,
  reasonsOf,
  thresholdsOf,
  typedOption,
} from '../../../src-renderer/words/metric-set.ts'
import { metric } from '../fixtures/fake-data.ts'
import { fakeFingerprint } from '../fixtures/fake-fingerprint.ts'

const planned = (ids: readonly string[]) =>
  ids.map((id) => ({ definition: metric(id, id.toUpperCase()), tuple: metricTuple(id) }))
const idsOf = (metrics: ReturnType<typeof planned>) =>
  metrics.map(({ definition }) => definition.id)

test('the stricter points of F1 are folded, but neither F1 at 0.5 nor the headline', () => {
  const metrics = planned(['f1@0.5', 'f1@0.55', 'f1@0.6', 'f1@0.65', 'f1@0.7', 'count-error'])
  expect(idsOf([...curveOf(metrics, 'f1@0.5')])).toEqual(['f1@0.55', 'f1@0.6', 'f1@0.65', 'f1@0.7'])
  expect(idsOf([...curveOf(metrics, 'f1@0.6')])).not.toContain('f1@0.6')
  expect(curveOf(planned(['f1@0.5', 'f1@0.75']), 'f1@0.5')).toEqual([])
})

test('only an F1 headline has a threshold to choose', () => {
  expect(thresholdsOf('f1@0.5').map(({ threshold }) => threshold)).toEqual([
    '0.5',
    '0.55',
    '0.6',
    '0.65',
    '0.7',
    '0.75',
    '0.8',
    '0.85',
    '0.9',
    '0.95',
  ])
  expect(thresholdsOf('dice')).toEqual([])
})

test('metrics are found by name, id and definition, those with it in their name first', () => {
  const known = [
    metric('a', 'Alpha', { definition: 'Much like beta.' }),
    metric('b', 'Beta'),
    metric('c', 'Gamma'),
  ]
  expect(findMetrics(known, 'BETA').map(({ id }) => id)).toEqual(['b', 'a'])
  expect(findMetrics(known, 'like beta').map(({ id }) => id)).toEqual(['a'])
  expect(findMetrics(known, '  ')).toEqual([])
  expect(findMetrics(known, 'delta')).toEqual([])
})

test('options are edited as what they are, a pixel size only in micrometres', () => {
  const pixelSize = { name: 'pixelSizeUm', value: { x: 0.1, y: 0.1 } }
  const options = (unit: string) =>
    editableOptions([
      { name: 'distanceUnit', value: unit },
      pixelSize,
      { name: 'minimumAreaPx', value: 0 },
      { name: 'positiveClass', value: null },
    ]).map(({ name, kind, pixelUm }) => [name, kind, pixelUm])
  expect(options('um')).toEqual([
    ['distanceUnit', 'choice', null],
    ['pixelSizeUm', 'pixel-size', 0.1],
    ['minimumAreaPx', 'number', null],
    ['positiveClass', 'text', null],
  ])
  expect(options('px').map(([name]) => name)).not.toContain('pixelSizeUm')
})

test('every proposed metric has its reason by id', () => {
  expect(reasonsOf(fakeFingerprint(['dice']))).toEqual({ dice: 'Why dice is there.' })
})

test('labels that were typed are numbers, a class is a name, and nothing is not set', () => {
  expect(typedOption('classes', '1, 2;3')).toEqual([1, 2, 3])
  expect(typedOption('classes', '0 1')).toEqual(['0', 1].map(Number))
  expect(typedOption('classes', '1, cell')).toEqual([1, 'cell'])
  expect(typedOption('ignoreLabel', '255')).toBe(255)
  expect(typedOption('positiveClass', ' 7 ')).toBe('7')
  expect(typedOption('classes', ' ')).toBeNull()
})
