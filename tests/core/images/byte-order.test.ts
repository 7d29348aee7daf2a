import { expect, test } from 'vitest'
import { swapBytes } from '../../../src-main/core/images/byte-order.ts'

test.each([
  [1, [1, 2, 3, 4, 5, 6, 7, 8]],
  [2, [2, 1, 4, 3, 6, 5, 8, 7]],
  [4, [4, 3, 2, 1, 8, 7, 6, 5]],
  [8, [8, 7, 6, 5, 4, 3, 2, 1]],
])('turns samples of %d bytes round, inside a larger buffer too', (size, expected) => {
  const bytes = Uint8Array.of(9, 1, 2, 3, 4, 5, 6, 7, 8, 9)
  swapBytes(bytes.subarray(1, 9), size)
  expect([...bytes]).toEqual([9, ...expected, 9])
})
