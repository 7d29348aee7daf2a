import { expect, test } from 'vitest'
import { placeInRing, ringFor, ringHolds } from '../../../src-renderer/viewer/tile-ring.ts'

const rectangle = (x0: number, y0: number, columns: number, rows: number) =>
  Array.from({ length: columns * rows }, (_, at) => ({
    x: x0 + (at % columns),
    y: y0 + Math.floor(at / columns),
  }))

test('a small level has a texture of its own size', () => {
  const ring = ringFor(rectangle(0, 0, 3, 2), { width: 1300, height: 700 }, 512, false)
  expect(ring).toEqual({ columns: 3, rows: 2, width: 1300, height: 700 })
})
test('a large level has room for the view and a little more, a plane of many has none to spare', () => {
  const level = { width: 100_000, height: 80_000 }
  const view = rectangle(90, 70, 4, 3)
  const roomy = { columns: 6, rows: 4, width: 3072, height: 2048 }
  expect(ringFor(view, level, 512, false)).toEqual(roomy)
  const tight = { columns: 4, rows: 3, width: 2048, height: 1536 }
  expect(ringFor(view, level, 512, true)).toEqual(tight)
  const one = ringFor(rectangle(90, 70, 1, 1), level, 512, true)
  expect(one).toEqual({ columns: 2, rows: 2, width: 1024, height: 1024 })
})
test('tiles of one view never share a place, wherever the view stands', () => {
  const level = { width: 100_000, height: 80_000 }
  for (const [x, y] of [
    [0, 0],
    [7, 5],
    [101, 88],
  ] as const) {
    const tiles = rectangle(x, y, 6, 4)
    const ring = ringFor(tiles, level, 512, true)
    expect(ringHolds(ring, tiles)).toBe(true)
    expect(new Set(tiles.map((tile) => placeInRing(ring, tile).at)).size).toBe(24)
  }
})
test('a wider view needs a larger ring', () => {
  const level = { width: 100_000, height: 80_000 }
  const ring = ringFor(rectangle(0, 0, 4, 3), level, 512, false)
  expect(ringHolds(ring, rectangle(3, 3, 7, 3))).toBe(false)
})
