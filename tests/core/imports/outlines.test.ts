import { expect, test } from 'vitest'
import { boundsOf } from '../../../src-main/core/imports/outlines.ts'

test('bounds enclose all rings, and nothing has none', () => {
  expect(
    boundsOf({
      rings: [
        [1, 2, 5, 2, 3, 7],
        [0, 3, 1, 3, 1, 4],
      ],
    }),
  ).toEqual({
    left: 0,
    top: 2,
    right: 5,
    bottom: 7,
  })
  expect(boundsOf({ rings: [] })).toBeNull()
})
