import { expect, test } from 'vitest'
import { limitTiling } from '../../../src-main/core/tools/limit-tiling.ts'

test('no block is larger than the limit, and a smaller wish stays', () => {
  expect(limitTiling(undefined, 200)).toEqual({ sidePx: 200 })
  expect(limitTiling({ sidePx: 512, blend: 'linear' }, 200)).toEqual({
    sidePx: 200,
    blend: 'linear',
  })
  expect(limitTiling({ sidePx: 128 }, 200)).toEqual({ sidePx: 128 })
})

test('without a limit the settings stay as they are', () => {
  expect(limitTiling(undefined, null)).toBeUndefined()
  expect(limitTiling({ overlapPx: 8 }, null)).toEqual({ overlapPx: 8 })
})
