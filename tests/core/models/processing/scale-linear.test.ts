import { expect, test } from 'vitest'
import { scaleLinear } from '../../../../src-main/core/models/processing/scale-linear.ts'
import { channels } from './tensors.ts'

test('gain and offset, for all or along the channels, one of them spread', () => {
  const tensor = channels([1, 2], [3, 4])
  const all = scaleLinear(tensor, { kind: 'scale_linear', gain: [2], offset: [1], axis: null })
  expect([...all.data]).toEqual([3, 5, 7, 9])
  const each = scaleLinear(tensor, {
    kind: 'scale_linear',
    gain: [1, 10],
    offset: [1],
    axis: 'channel',
  })
  expect([...each.data]).toEqual([2, 3, 31, 41])
})
