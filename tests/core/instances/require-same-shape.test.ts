import { expect, test } from 'vitest'
import { requireSameShape } from '../../../src-main/core/instances/require-same-shape.ts'

test('passes equal shapes and names both sides of unequal ones', () => {
  expect(() => requireSameShape([2, 3], [2, 3], 'mask', 'image')).not.toThrow()
  expect(() => requireSameShape([2, 3], [3, 2], 'mask', 'image')).toThrow(
    'The mask is 2 x 3, but the image is 3 x 2.',
  )
  expect(() => requireSameShape([2, 3], [1, 2, 3], 'mask', 'image')).toThrow(/1 x 2 x 3/)
})
