import { expect, test } from 'vitest'
import { requireSameGroups } from '../../../../src-main/core/models/processing/require-same-groups.ts'
import { channels } from './tensors.ts'

test('different numbers of groups are refused with both shapes', () => {
  const one = channels([1, 2])
  const two = channels([1, 2], [3, 4])
  expect(() => {
    requireSameGroups('scale_range', one, 1, two, 2)
  }).toThrow(
    /shape 1 x 2 x 1 x 2, which gives 2 values, but the tensor of shape 1 x 1 x 1 x 2 needs 1/,
  )
  expect(() => {
    requireSameGroups('scale_range', two, 2, two, 2)
  }).not.toThrow()
})
