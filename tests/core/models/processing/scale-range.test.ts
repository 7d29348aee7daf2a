import { expect, test } from 'vitest'
import type { OperationOf } from '../../../../src-main/core/models/processing/operation.ts'
import { scaleRange } from '../../../../src-main/core/models/processing/scale-range.ts'
import { channels, none } from './tensors.ts'

const operation: OperationOf<'scale_range'> = {
  kind: 'scale_range',
  axes: ['y', 'x'],
  minPercentile: 0,
  maxPercentile: 50,
  eps: 0.1,
  reference: null,
}

test('low becomes 0, high nearly 1, and values above are not clipped', () => {
  const scaled = scaleRange(channels([10, 20, 30]), operation, none)
  expect(scaled.data[0]).toBe(0)
  expect(scaled.data[1]).toBeCloseTo(10 / 10.1, 6)
  expect(scaled.data[2]).toBeCloseTo(20 / 10.1, 6)
})

test('the range may come from another tensor', () => {
  const reference = channels([0, 100, 900])
  const scaled = scaleRange(
    channels([50, 100, 200]),
    { ...operation, reference: 'raw' },
    new Map([['raw', reference]]),
  )
  expect(scaled.data[0]).toBeCloseTo(50 / 100.1, 6)
})

test('a constant image becomes 0, not infinite', () => {
  expect([...scaleRange(channels([5, 5]), operation, none).data]).toEqual([0, 0])
})
