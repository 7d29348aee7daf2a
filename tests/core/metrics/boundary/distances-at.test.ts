import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Mask } from '../../../../src-main/core/images/types.ts'
import { distanceField } from '../../../../src-main/core/metrics/boundary/distance-field.ts'
import { distancesAt } from '../../../../src-main/core/metrics/boundary/distances-at.ts'
import { mask } from '../../../fixtures/metrics/drawings.ts'

const pairs: fc.Arbitrary<readonly [Mask, Mask]> = fc
  .array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 3 })
  .chain((shape) => {
    const size = shape.reduce((product, side) => product * side, 1)
    const one = fc
      .array(fc.integer({ min: 0, max: 9 }), { minLength: size, maxLength: size })
      .map((values) => ({ shape, data: Uint8Array.from(values, (v) => (v === 0 ? 1 : 0)) }))
    return fc.tuple(one, one)
  })

function fromField(places: Mask, set: Mask, spacing?: readonly number[]): Float64Array {
  return distanceField(set, spacing)
    .filter((_, i) => places.data[i] !== 0)
    .sort()
}

describe('distances at a few pixels', () => {
  test('are those of the whole field, ascending', () => {
    expect([...distancesAt(mask('1..1'), mask('.1..'))]).toEqual([1, 2])
    fc.assert(
      fc.property(pairs, ([places, set]) => {
        expect(distancesAt(places, set)).toEqual(fromField(places, set))
      }),
      { numRuns: 300 },
    )
  })

  test('respect the size of a pixel', () => {
    const sizes = fc.array(fc.constantFrom(0.3, 0.5, 1, 2), { minLength: 3, maxLength: 3 })
    fc.assert(
      fc.property(pairs, sizes, ([places, set], spacing) => {
        const expected = fromField(places, set, spacing)
        distancesAt(places, set, spacing).forEach((distance, i) => {
          if (expected[i] === Infinity) expect(distance).toBe(Infinity)
          else expect(distance).toBeCloseTo(expected[i]!, 12)
        })
      }),
      { numRuns: 300 },
    )
  })

  test('are the same where a row is too far from the set to be searched', () => {
    const side = 300
    const places = { shape: [side, side], data: new Uint8Array(side * side).fill(1) }
    const set = { shape: [side, side], data: new Uint8Array(side * side) }
    set.data[0] = 1
    expect(distancesAt(places, set)).toEqual(fromField(places, set))
  })

  test('to nothing are infinite', () => {
    expect([...distancesAt(mask('1.1'), mask('...'))]).toEqual([Infinity, Infinity])
  })
})
