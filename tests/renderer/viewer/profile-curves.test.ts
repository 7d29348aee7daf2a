import { expect, test } from 'vitest'
import type { LineProfile } from '../../../src-main/contract/analysis.ts'
import {
  profileCurves,
  profilePoints,
  profileSummary,
} from '../../../src-renderer/viewer/profile-curves.ts'
import { analysisSource } from './analysis-fixture.ts'

const profile = (values: LineProfile['values']): LineProfile => ({
  ...{ lengthPx: values.length - 1, stepPx: 1, interpolation: 'bilinear', averagedSamples: 1 },
  values,
})
const measured = [
  { source: analysisSource('input'), profile: profile([10, null, 30, 40, 20]) },
  { source: analysisSource('a', { role: 'labels' }), profile: profile([0, 7, 7, 9, 0]) },
]
const length = { length: 2, unit: 'µm' } as const

test('intensities are curves over the distance, labels are bands', () => {
  const { curves, bands } = profileCurves(measured, length)
  expect(curves).toEqual([
    expect.objectContaining({ id: 'input', x: [0, 0.5, 1, 1.5, 2], y: [10, null, 30, 40, 20] }),
  ])
  expect(bands[0]?.stretches).toEqual([
    { from: 0.25, to: 1.25, label: 7 },
    { from: 1.25, to: 1.75, label: 9 },
  ])
})

test('a label up to the end of the line ends there', () => {
  const source = analysisSource('a', { role: 'labels' })
  const { bands } = profileCurves([{ source, profile: profile([3, 3]) }], length)
  expect(bands[0]?.stretches).toEqual([{ from: 0, to: 2, label: 3 }])
})

test('the table sums up, the file holds every sample', () => {
  expect(profileSummary(measured).rows).toEqual([
    ['input', 5, 10, 25, 40, ''],
    ['a', 5, null, null, null, '7 9'],
  ])
  const { head, rows } = profilePoints(measured, length)
  expect(head).toEqual(['image', 'distance (µm)', 'value'])
  expect(rows).toHaveLength(10)
  expect(rows[3]).toEqual(['input', 1.5, 40])
})

test('a profile without a number has no mean', () => {
  const none = [{ source: analysisSource('input'), profile: profile([null, null]) }]
  expect(profileSummary(none).rows).toEqual([['input', 2, null, null, null, '']])
})
