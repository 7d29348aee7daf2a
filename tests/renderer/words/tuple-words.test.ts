import { expect, test } from 'vitest'
import { taskSchema } from '../../../src-main/contract/words.ts'
import { definitionOnWire } from '../../../src-main/core/evaluation/definition-on-wire.ts'
import {
  metricDefinition,
  metricDefinitions,
  metricTuple,
  optionsOfTask,
} from '../../../src-main/core/metrics/definitions.ts'
import { metricPresets } from '../../../src-main/core/metrics/choose-metrics.ts'
import {
  lengthOf,
  optionName,
  optionText,
  overridesText,
  overrideText,
  presetName,
  tupleRows,
} from '../../../src-renderer/words/tuple-words.ts'

const rowsOf = (id: string, options = {}) => {
  const tuple = metricTuple(id, options)
  const rows = tupleRows(definitionOnWire(metricDefinition(id), tuple), tuple)
  return Object.fromEntries(rows.map(({ name, text }) => [name, text]))
}

test('a tuple is told whole: id, version, options, unit, direction, aggregation, empty cases', () => {
  expect(rowsOf('hd95', { distanceUnit: 'um', pixelSizeUm: { x: 0.1, y: 0.2 } })).toEqual({
    Id: 'hd95, version 1',
    Options:
      'Distances in: µm; Pixel size (µm): x 0.1, y 0.2; Border pixels: a neighbour outside along an axis; Percentile: linear between the two nearest values',
    Unit: 'µm',
    Direction: 'lower is better, from 0',
    Aggregation: 'mean over cases; where cases share a sample, first over the cases of each',
    'Empty cases': 'undefined and counted beside the mean',
  })
  expect(rowsOf('mcc')).toMatchObject({
    Options: 'none',
    Unit: 'none, a pure number',
    Direction: 'higher is better, −1 to 1',
  })
})

test('every option and every preset of the catalogue has a name of its own', () => {
  for (const task of taskSchema.options) {
    for (const name of ['emptyCasePolicy', ...optionsOfTask(task)])
      expect(optionName(name)).not.toBe(name)
    for (const { name } of metricPresets(task)) expect(presetName(name)).not.toBe(name)
  }
})

test('every default of an option that is a word has words', () => {
  for (const { defaultOptions, occasionalOptions = {} } of metricDefinitions)
    for (const [name, value] of Object.entries({ ...defaultOptions, ...occasionalOptions }))
      if (typeof value === 'string' && name !== 'distanceUnit')
        expect(optionText(name, value)).not.toBe(value)
})

test('a length in an id can be edited, a threshold of overlap not', () => {
  expect(lengthOf('nsd@1.5')).toMatchObject({ family: 'nsd', length: 1.5 })
  expect(lengthOf('f1-points@3')).toMatchObject({ family: 'f1-points', length: 3 })
  expect(lengthOf('f1@0.5')).toBeNull()
})

test.each([
  [{ what: 'metric-added', name: 'aji', proposed: false, chosen: true }, 'AJI! added'],
  [{ what: 'metric-removed', name: 'iou', proposed: true, chosen: false }, 'IOU! left out'],
  [
    { what: 'headline', name: 'headline', proposed: 'dice', chosen: 'assd' },
    'headline ASSD! instead of DICE!',
  ],
  [
    { what: 'option', name: 'distanceUnit', proposed: 'um', chosen: 'px' },
    'Distances in: px instead of µm',
  ],
  [
    { what: 'option', name: 'minimumAreaPx', proposed: null, chosen: 20 },
    'Smallest object (px): 20 instead of what is usual',
  ],
] as const)('%j reads as a part of a sentence', (override, text) => {
  expect(overrideText(override, (id) => `${id.toUpperCase()}!`)).toBe(text)
})

test('many metrics left out are counted, few are named', () => {
  const removed = (count: number) =>
    Array.from({ length: count }, (_, index) => ({
      ...{ what: 'metric-removed' as const, name: `m${index}`, proposed: true, chosen: false },
    }))
  const added = { what: 'metric-added' as const, name: 'aji', proposed: false, chosen: true }
  const same = (id: string) => id
  expect(overridesText([...removed(2), added], same)).toEqual([
    'm0 left out',
    'm1 left out',
    'aji added',
  ])
  expect(overridesText([...removed(9), added], same)).toEqual(['aji added', '9 metrics left out'])
})
