import fc from 'fast-check'
import { expect, test } from 'vitest'
import { tilesOf } from '../../../../src-main/core/metrics/boundary/bit-tiles.ts'
import { gatherRings, RING_SIZE } from '../../../../src-main/core/metrics/boundary/tile-rings.ts'
import { planes } from '../../../fixtures/metrics/planes.ts'

/** As the rings stand: rows and columns to the neighbour, clockwise from the upper left. */
const steps = [
  [-1, -1],
  [-1, 0],
  [-1, 1],
  [0, 1],
  [1, 1],
  [1, 0],
  [1, -1],
  [0, -1],
] as const

test('every bit of a ring is the pixel in its direction, across the sides and corners of tiles', () => {
  fc.assert(
    fc.property(planes, (plane) => {
      const [height = 0, width = 0] = plane.shape
      const tiled = tilesOf(plane)
      const across = Math.ceil(width / 8)
      const list = Int32Array.from({ length: across * Math.ceil(height / 4) }, (_, tile) => {
        return (Math.floor(tile / across) + 1) * tiled.line + (tile % across) + 1
      })
      const rings = new Int32Array(list.length * RING_SIZE)
      gatherRings(tiled, list, [0, list.length], rings)
      const at = (y: number, x: number) =>
        y >= 0 && y < height && x >= 0 && x < width && plane.data[y * width + x] !== 0 ? 1 : 0
      for (let i = 0; i < plane.data.length; i++) {
        const [y, x] = [Math.floor(i / width), i % width]
        const ring = RING_SIZE * ((y >> 2) * across + (x >> 3))
        const found = steps.map((_, k) => (rings[ring + k]! >>> (8 * (y & 3) + (x & 7))) & 1)
        expect(found).toEqual(steps.map(([down, right]) => at(y + down, x + right)))
      }
    }),
  )
})

test('leaves the tiles before `from` alone', () => {
  const tiled = tilesOf({ shape: [4, 16], data: new Uint8Array(64).fill(1) })
  const rings = new Int32Array(2 * RING_SIZE)
  gatherRings(tiled, Int32Array.of(tiled.line + 1, tiled.line + 2), [1, 1], rings)
  // the second tile lacks neighbours above, below and on its right; on its left is the first
  const [right, top, bottom] = [0x80808080 | 0, 0xff, 0xff << 24]
  expect([...rings]).toEqual([
    ...[~top, ~top, ~(top | right), ~right, ~(bottom | right), ~bottom, ~bottom, -1],
    ...new Array<number>(RING_SIZE).fill(0),
  ])
})
