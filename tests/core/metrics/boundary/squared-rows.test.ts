import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Mask } from '../../../../src-main/core/images/types.ts'
import { visitSquaredRows } from '../../../../src-main/core/metrics/boundary/squared-rows.ts'
import { mask } from '../../../fixtures/metrics/drawings.ts'

function rowsOf(set: Mask, spacing?: readonly number[]): [number, number[]][] {
  const rows: [number, number[]][] = []
  visitSquaredRows(set, spacing, (first, squares) => rows.push([first, [...squares]]))
  return rows
}

describe('rows of squared distances', () => {
  test('of a plane hold the distance within each column, last row first', () => {
    expect(rowsOf(mask('1.', '..', '.1'))).toEqual([
      [4, [4, 0]],
      [2, [1, 1]],
      [0, [0, 4]],
    ])
  })

  test('of a volume hold the distance within the plane across the rows', () => {
    const set = { shape: [2, 2, 1], data: Uint8Array.of(1, 0, 0, 0) }
    expect(rowsOf(set, [3, 2, 1])).toEqual([
      [3, [13]],
      [2, [9]],
      [1, [4]],
      [0, [0]],
    ])
  })

  test('of a line are the set itself', () => {
    const set = { shape: [3], data: Uint8Array.of(0, 1, 0) }
    expect(rowsOf(set)).toEqual([[0, [Infinity, 0, Infinity]]])
  })

  test('where a column is without a member are infinite, however long it is', () => {
    const set = { shape: [70_000, 2], data: new Uint8Array(140_000) }
    set.data[0] = 1
    const rows = rowsOf(set)
    expect(rows[0]).toEqual([139_998, [69_999 ** 2, Infinity]])
    expect(rows.at(-1)).toEqual([0, [0, Infinity]])
  })

  test('of an image without pixels are none', () => {
    expect(rowsOf({ shape: [0, 3], data: new Uint8Array(0) })).toEqual([])
  })

  test('are the same wherever the bytes of the set lie, and whatever values its members have', () => {
    const values = fc.constantFrom<number>(0, 0, 1, 1, 1, 1, 1, 1, 128, 255)
    const sets = fc.array(values, { minLength: 60, maxLength: 60 })
    fc.assert(
      fc.property(sets, fc.integer({ min: 0, max: 4 }), (all, offset) => {
        const data = new Uint8Array(new ArrayBuffer(70), offset, 60)
        data.set(all)
        const plane = { shape: [4, 15], data }
        const expected = all.map((_, i) => {
          const column = [0, 1, 2, 3].filter((y) => all[15 * y + (i % 15)] !== 0)
          return Math.min(...column.map((y) => (y - Math.floor(i / 15)) ** 2))
        })
        expect(
          rowsOf(plane)
            .toReversed()
            .flatMap(([, squares]) => squares),
        ).toEqual(expected)
      }),
    )
  })
})
