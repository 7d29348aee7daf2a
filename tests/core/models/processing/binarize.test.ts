import { expect, test } from 'vitest'
import { binarize } from '../../../../src-main/core/models/processing/binarize.ts'
import { channels } from './tensors.ts'

test('a value equal to the threshold is 0', () => {
  const result = binarize(channels([0.4, 0.5, 0.6]), {
    kind: 'binarize',
    threshold: [0.5],
    axis: null,
  })
  expect([...result.data]).toEqual([0, 0, 1])
  expect(result.dtype).toBe('bool')
})

test('thresholds run along their axis', () => {
  const result = binarize(channels([5, 15], [5, 15]), {
    kind: 'binarize',
    threshold: [10, 4],
    axis: 'channel',
  })
  expect([...result.data]).toEqual([0, 1, 1, 1])
})
