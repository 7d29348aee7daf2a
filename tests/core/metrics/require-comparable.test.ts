import { expect, test } from 'vitest'
import { sameTuple, tupleDifference, type MetricTuple } from '../../../src-main/contract/metrics.ts'
import { requireComparable } from '../../../src-main/core/metrics/require-comparable.ts'

const tuple: MetricTuple = {
  id: 'nsd@2',
  version: '1',
  options: { distanceUnit: 'um', pixelSizeUm: { x: 0.1, y: 0.2 } },
  aggregation: 'mean-over-cases',
  emptyCasePolicy: 'touchstone',
}

test.each<[string, Partial<MetricTuple>]>([
  ['id', { id: 'nsd@1' }],
  ['version', { version: '2' }],
  ['aggregation', { aggregation: 'pooled' }],
  ['emptyCasePolicy', { emptyCasePolicy: 'reference' }],
  ['option distanceUnit', { options: { ...tuple.options, distanceUnit: 'px' } }],
  ['option pixelSizeUm', { options: { ...tuple.options, pixelSizeUm: { x: 0.1, y: 0.1 } } }],
  ['option borderObjects', { options: { ...tuple.options, borderObjects: 'keep' } }],
  ['option distanceUnit', { options: { pixelSizeUm: { x: 0.1, y: 0.2 } } }],
])('tuples that differ in the %s are unlike', (part, change) => {
  const other = { ...tuple, ...change }
  expect(tupleDifference(tuple, other)?.part).toBe(part)
  expect(tupleDifference(other, tuple)?.part).toBe(part)
  expect(sameTuple(tuple, other)).toBe(false)
})

test('the order in which options were written makes no difference', () => {
  const other = { ...tuple, options: { pixelSizeUm: { y: 0.2, x: 0.1 }, distanceUnit: 'um' } }
  expect(sameTuple(tuple, other)).toBe(true)
})

test('scores of unlike tuples are refused, naming whose they are and what differs', () => {
  const other = { ...tuple, options: { ...tuple.options, distanceUnit: 'px' } }
  expect(() => {
    requireComparable([
      { owner: 'run 1', tuple },
      { owner: 'run 2', tuple },
      { owner: 'run 3', tuple: other },
    ])
  }).toThrow(
    expect.objectContaining({
      code: 'conflict',
      message:
        'nsd@2 of run 1 and nsd@2 of run 3 cannot be compared: the option distanceUnit is "um" in one and "px" in the other. Compute both again with the same definition.',
    }),
  )
})

test('nothing, one tuple, and equal tuples are comparable', () => {
  requireComparable([])
  requireComparable([{ owner: 'run 1', tuple }])
  requireComparable([
    { owner: 'run 1', tuple },
    { owner: 'run 2', tuple: { ...tuple } },
  ])
})
