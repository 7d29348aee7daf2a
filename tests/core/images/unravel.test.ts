import { expect, test } from 'vitest'
import { unravel } from '../../../src-main/core/images/unravel.ts'

test('the last index runs fastest', () => {
  expect([0, 1, 3, 5, 23].map((n) => unravel(n, [2, 4, 3]))).toEqual([
    [0, 0, 0],
    [0, 0, 1],
    [0, 1, 0],
    [0, 1, 2],
    [1, 3, 2],
  ])
})
