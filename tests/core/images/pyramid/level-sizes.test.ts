import { expect, test } from 'vitest'
import { levelSizes } from '../../../../src-main/core/images/pyramid/level-sizes.ts'

test('sides are halved, rounded up, until both fit one tile', () => {
  expect(levelSizes({ height: 1025, width: 4097 })).toEqual([
    { height: 513, width: 2049 },
    { height: 257, width: 1025 },
    { height: 129, width: 513 },
    { height: 65, width: 257 },
  ])
})

test('a plane of two tiles a side has no levels, one pixel more and it has', () => {
  expect(levelSizes({ height: 1024, width: 1024 })).toEqual([])
  expect(levelSizes({ height: 1, width: 1025 })).toEqual([
    { height: 1, width: 513 },
    { height: 1, width: 257 },
  ])
})
