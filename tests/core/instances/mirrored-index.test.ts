import { expect, test } from 'vitest'
import { mirroredIndex } from '../../../src-main/core/instances/mirrored-index.ts'

test('repeats the edge pixel, then runs back', () => {
  const indices = Array.from({ length: 12 }, (_, i) => mirroredIndex(i - 4, 4))
  expect(indices).toEqual([3, 2, 1, 0, 0, 1, 2, 3, 3, 2, 1, 0])
})

test('goes on mirroring when the border is wider than the image', () => {
  const indices = Array.from({ length: 9 }, (_, i) => mirroredIndex(i - 4, 2))
  expect(indices).toEqual([0, 1, 1, 0, 0, 1, 1, 0, 0])
  expect(mirroredIndex(-5, 1)).toBe(0)
})
