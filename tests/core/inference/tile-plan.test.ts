import fc from 'fast-check'
import { expect, test } from 'vitest'
import { planTiles, spansOfAxis } from '../../../src-main/core/inference/tile-plan.ts'

test('an image that fits is one tile, with what margin there is room for', () => {
  expect(spansOfAxis({ size: 10, block: 16, halo: 2 })).toEqual([{ start: -2, from: 0, to: 10 }])
  expect(spansOfAxis({ size: 15, block: 16, halo: 2 })).toEqual([{ start: 0, from: 0, to: 15 }])
  expect(spansOfAxis({ size: 16, block: 16, halo: 2 })).toEqual([{ start: 0, from: 0, to: 16 }])
})

test('only inner parts are written and the last tile is moved back', () => {
  expect(spansOfAxis({ size: 20, block: 12, halo: 2 })).toEqual([
    { start: -2, from: 0, to: 8 },
    { start: 6, from: 8, to: 16 },
    { start: 10, from: 16, to: 20 },
  ])
})

test('a halo that leaves nothing of the block is an error', () => {
  expect(() => spansOfAxis({ size: 20, block: 8, halo: 4 })).toThrow(
    /leaves nothing of a block of 8/,
  )
})

test('tiles of several axes are all combinations, the last axis fastest', () => {
  const tiles = planTiles([
    { size: 4, block: 2, halo: 0 },
    { size: 2, block: 2, halo: 0 },
    { size: 4, block: 2, halo: 0 },
  ])
  expect(tiles.map((tile) => tile.map((span) => span.from))).toEqual([
    [0, 0, 0],
    [0, 0, 2],
    [2, 0, 0],
    [2, 0, 2],
  ])
})

test('every pixel is written once, from within the inner part of an aligned block', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 400 }),
      fc.integer({ min: 1, max: 12 }),
      fc.integer({ min: 0, max: 3 }),
      fc.constantFrom(1, 2, 4, 8),
      (size, blocks, halos, alignment) => {
        const halo = halos * alignment
        const block = blocks * alignment + 2 * halo
        const spans = spansOfAxis({ size, block, halo, alignment })
        let next = 0
        for (const span of spans) {
          expect(span.from).toBe(next)
          expect(span.to).toBeGreaterThan(span.from)
          expect(Math.abs(span.start % alignment)).toBe(0)
          if (size > block) {
            expect(span.from - span.start).toBeGreaterThanOrEqual(halo)
            expect(span.start + block - span.to).toBeGreaterThanOrEqual(halo)
          } else {
            expect(span.start).toBeLessThanOrEqual(0)
            expect(span.start + block).toBeGreaterThanOrEqual(size)
          }
          next = span.to
        }
        expect(next).toBe(size)
      },
    ),
  )
})
