import { expect, test } from 'vitest'
import { inOrder } from '../../../../src-main/core/images/zarr/in-order.ts'

test('results stand in the order of the things, and few are worked on at once', async () => {
  let running = 0
  let most = 0
  const results = await inOrder([30, 1, 20, 2], 2, async (ms) => {
    most = Math.max(most, ++running)
    await new Promise((resolve) => setTimeout(resolve, ms))
    running--
    return ms * 2
  })
  expect(results).toEqual([60, 2, 40, 4])
  expect(most).toBe(2)
  expect(await inOrder([], 3, () => Promise.resolve(1))).toEqual([])
})
