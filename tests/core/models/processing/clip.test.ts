import { expect, test } from 'vitest'
import { clip } from '../../../../src-main/core/models/processing/clip.ts'
import type { OperationOf } from '../../../../src-main/core/models/processing/operation.ts'
import { channels } from './tensors.ts'

const open: OperationOf<'clip'> = {
  kind: 'clip',
  min: null,
  max: null,
  minPercentile: null,
  maxPercentile: null,
  axes: null,
}

test('bounds apply where they are stated', () => {
  const tensor = channels([-5, 1, 9])
  expect([...clip(tensor, { ...open, min: 0 }).data]).toEqual([0, 1, 9])
  expect([...clip(tensor, { ...open, min: 0, max: 5 }).data]).toEqual([0, 1, 5])
})

test('percentiles over everything interpolate, per channel they are values that occur', () => {
  const tensor = channels([10, 20, 30, 40])
  const all = clip(tensor, { ...open, maxPercentile: 40 })
  expect(Math.max(...all.data)).toBeCloseTo(22, 5)
  const each = clip(tensor, { ...open, maxPercentile: 40, axes: ['y', 'x'] })
  expect(Math.max(...each.data)).toBe(20)
})
