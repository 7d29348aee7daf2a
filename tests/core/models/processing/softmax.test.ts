import { expect, test } from 'vitest'
import { softmax } from '../../../../src-main/core/models/processing/softmax.ts'
import { channels } from './tensors.ts'

test('shares along the channels sum to 1, also for huge values', () => {
  const result = softmax(channels([0, 5000], [Math.log(3), 5000]), {
    kind: 'softmax',
    axis: 'channel',
  })
  const wanted = [0.25, 0.5, 0.75, 0.5]
  wanted.forEach((value, index) => {
    expect(result.data[index]).toBeCloseTo(value, 6)
  })
})
