import { expect, test } from 'vitest'
import {
  insideOfTile,
  tileGrid,
  tilesOf,
} from '../../../../src-main/core/images/pyramid/tile-grid.ts'

const grid = tileGrid({ height: 70, width: 100 }, { height: 32, width: 48 })

test('tiles at the edge are cut off', () => {
  expect([grid.down, grid.across]).toEqual([3, 3])
  expect(insideOfTile(grid, 2, 2)).toEqual({ y: 64, x: 96, height: 6, width: 4 })
  expect(insideOfTile(grid, 0, 1)).toEqual({ y: 0, x: 48, height: 32, width: 48 })
})

test('a rectangle of whole tiles is covered row by row', () => {
  expect(tilesOf(grid, { y: 32, x: 48, height: 38, width: 52 })).toEqual([
    { tileY: 1, tileX: 1 },
    { tileY: 1, tileX: 2 },
    { tileY: 2, tileX: 1 },
    { tileY: 2, tileX: 2 },
  ])
})

test.each([
  { y: 1, x: 0, height: 32, width: 48 },
  { y: 0, x: 0, height: 31, width: 48 },
  { y: 64, x: 96, height: 32, width: 4 },
  { y: 0, x: 0, height: 0, width: 48 },
  { y: -32, x: 0, height: 32, width: 48 },
  { y: 96, x: 0, height: 32, width: 48 },
])('a rectangle that cuts a tile or leaves the plane is refused: %j', (rectangle) => {
  expect(() => tilesOf(grid, rectangle)).toThrow(RangeError)
})
