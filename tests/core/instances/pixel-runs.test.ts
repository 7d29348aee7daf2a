import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { runsOfLabels, runsOfMask, type Runs } from '../../../src-main/core/instances/pixel-runs.ts'

function listed({ start, end, value, firstOfRow }: Runs): number[][] {
  return [...start].map((from, run) => {
    const row = firstOfRow.findLastIndex((first) => first <= run)
    return [row, from, end[run]!, value[run]!]
  })
}

describe('runs of equal pixels', () => {
  test('of a mask are those of its foreground, whatever its value, and end with the row', () => {
    const data = Uint8Array.of(0, 1, 7, 0, 255, 255, 1, 0)
    expect(listed(runsOfMask({ shape: [2, 4], data }))).toEqual([
      [0, 1, 3, 1],
      [1, 0, 3, 1],
    ])
  })

  test('of labels part where the label changes', () => {
    const data = Uint32Array.of(0, 5, 5, 4294967295, 4294967295, 0)
    expect(listed(runsOfLabels({ shape: [2, 3], data }))).toEqual([
      [0, 1, 3, 5],
      [1, 0, 2, 4294967295],
    ])
  })

  test('are the same for masks of any length, value and place in memory', () => {
    const values = fc.array(fc.constantFrom(0, 0, 0, 0, 1, 1, 1, 1, 128, 255), { maxLength: 80 })
    fc.assert(
      fc.property(values, fc.integer({ min: 0, max: 3 }), (row, offset) => {
        const data = new Uint8Array(row.length + offset).subarray(offset)
        data.set(row)
        const binary = Uint32Array.from(row, (value) => (value === 0 ? 0 : 1))
        const shape = [1, row.length]
        expect(listed(runsOfMask({ shape, data }))).toEqual(
          listed(runsOfLabels({ shape, data: binary })),
        )
      }),
      { numRuns: 500 },
    )
  })

  test('of an image without columns are none', () => {
    expect(runsOfMask({ shape: [3, 0], data: new Uint8Array(0) }).start).toHaveLength(0)
  })
})
