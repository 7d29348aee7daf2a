import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { maskOfTiles, tilesOf } from '../../../../src-main/core/metrics/boundary/bit-tiles.ts'
import { planes } from '../../../fixtures/metrics/planes.ts'

describe('tiles of bits', () => {
  test('hold a pixel at its row and column within an 8 x 4 tile', () => {
    const data = new Uint8Array(5 * 9)
    data[0] = 1 // the upper left corner of the first tile
    data[3 * 9 + 7] = 1 // its lower right corner
    data[4 * 9 + 8] = 1 // the upper left corner of the last
    const { tiles, line } = tilesOf({ shape: [5, 9], data })
    expect(line).toBe(4)
    expect([...tiles]).toEqual([0, 0, 0, 0, 0, 1 | (1 << 31), 0, 0, 0, 0, 1, 0, 0, 0, 0, 0])
  })

  test('take every value but 0 for foreground', () => {
    const data = Uint8Array.of(0, 1, 2, 4, 8, 16, 32, 64, 128, 255, 0)
    const mask = maskOfTiles(tilesOf({ shape: [1, 11], data }), [1, 11])
    expect([...mask.data]).toEqual([0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0])
  })

  test('give the plane back, whatever its size', () => {
    fc.assert(
      fc.property(planes, (plane) => {
        expect(maskOfTiles(tilesOf(plane), plane.shape)).toEqual({
          shape: plane.shape,
          data: plane.data.map((value) => (value === 0 ? 0 : 1)),
        })
      }),
    )
  })
})
