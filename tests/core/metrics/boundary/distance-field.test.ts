import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Mask } from '../../../../src-main/core/images/types.ts'
import {
  distanceField,
  visitDistanceRows,
} from '../../../../src-main/core/metrics/boundary/distance-field.ts'
import { mask } from '../../../fixtures/metrics/drawings.ts'

const sets: fc.Arbitrary<Mask> = fc
  .array(fc.integer({ min: 1, max: 5 }), { minLength: 2, maxLength: 3 })
  .chain((shape) => {
    const size = shape.reduce((product, side) => product * side, 1)
    return fc
      .array(fc.integer({ min: 0, max: 4 }), { minLength: size, maxLength: size })
      .map((values) => ({ shape, data: Uint8Array.from(values, (v) => (v === 0 ? 1 : 0)) }))
  })

function placeOf(i: number, shape: readonly number[]): number[] {
  const place: number[] = []
  let rest = i
  for (const side of shape.toReversed()) {
    place.unshift(rest % side)
    rest = Math.floor(rest / side)
  }
  return place
}

function byTrying({ shape, data }: Mask, spacing: readonly number[]): number[] {
  const members = [...data.keys()].filter((i) => data[i] !== 0)
  return [...data.keys()].map((i) =>
    members.reduce((nearest, member) => {
      const a = placeOf(i, shape)
      const b = placeOf(member, shape)
      const distance = Math.hypot(...a.map((at, axis) => (at - b[axis]!) * spacing[axis]!))
      return Math.min(nearest, distance)
    }, Infinity),
  )
}

describe('the distance field', () => {
  test('of one pixel is the distance to it', () => {
    const field = distanceField(mask('...', '1..', '...'))
    expect([...field]).toEqual([1, Math.SQRT2, Math.sqrt(5), 0, 1, 2, 1, Math.SQRT2, Math.sqrt(5)])
  })

  test('of nothing is infinite', () => {
    expect([...distanceField(mask('..', '..'))]).toEqual(new Array(4).fill(Infinity))
  })

  test('respects the size of a pixel along each axis', () => {
    expect([...distanceField(mask('1..', '...'), [2, 0.5])]).toEqual([
      0,
      0.5,
      1,
      2,
      Math.sqrt(4.25),
      Math.sqrt(5),
    ])
  })

  test('looks along the whole line where the set is thin', () => {
    expect([...distanceField(mask('1.......1'))]).toEqual([0, 1, 2, 3, 4, 3, 2, 1, 0])
    expect([...distanceField({ shape: [5], data: Uint8Array.of(0, 1, 0, 0, 0) })]).toEqual([
      1, 0, 1, 2, 3,
    ])
  })

  test('of pixels of size 1 is exact', () => {
    fc.assert(
      fc.property(sets, (set) => {
        const squared = byTrying(set, [1, 1, 1]).map((distance) => Math.round(distance ** 2))
        expect([...distanceField(set)]).toEqual(squared.map(Math.sqrt))
      }),
      { numRuns: 300 },
    )
  })

  test('agrees with trying every pixel of the set', () => {
    fc.assert(
      fc.property(
        sets,
        fc.array(fc.constantFrom(0.3, 0.5, 1, 2), { minLength: 3, maxLength: 3 }),
        (set, spacing) => {
          const field = distanceField(set, spacing)
          byTrying(set, spacing).forEach((distance, i) => {
            if (distance === Infinity) expect(field[i]).toBe(Infinity)
            else expect(field[i]).toBeCloseTo(distance, 12)
          })
        },
      ),
      { numRuns: 300 },
    )
  })
})

test('row by row gives the same field', () => {
  fc.assert(
    fc.property(sets, (set) => {
      const spacing = [2, 1, 0.5].slice(-set.shape.length)
      const rows = new Float64Array(set.data.length)
      visitDistanceRows(set, spacing, (first, distances) => {
        rows.set(distances, first)
      })
      expect(rows).toEqual(distanceField(set, spacing))
    }),
  )
})
