import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { overlapTable, unionPixels } from '../../../src-main/core/metrics/overlap-table.ts'
import { labelPairs, labels, volume } from '../../fixtures/metrics/drawings.ts'

describe('the overlap table', () => {
  test('counts shared pixels per pair of objects and ignores background', () => {
    const table = overlapTable(labels('11.2', '11.2'), labels('3355', '3.55'))
    expect(table).toEqual({
      truth: { labels: [1, 2], areas: [4, 2] },
      prediction: { labels: [3, 5], areas: [3, 4] },
      overlaps: [
        { truth: 0, prediction: 0, pixels: 3 },
        { truth: 1, prediction: 1, pixels: 2 },
      ],
    })
    expect(table.overlaps.map((overlap) => unionPixels(table, overlap))).toEqual([4, 4])
  })

  test('lists pairs by truth and then prediction wherever they lie', () => {
    const { overlaps } = overlapTable(labels('2211', '1122'), labels('5454', '4545'))
    expect(overlaps.map(({ truth, prediction }) => [truth, prediction])).toEqual([
      [0, 0],
      [0, 1],
      [1, 0],
      [1, 1],
    ])
    expect(overlaps.map(({ pixels }) => pixels)).toEqual([2, 2, 2, 2])
  })

  test('treats planes of a volume as one object', () => {
    const { truth, overlaps } = overlapTable(
      volume(['1.', '..'], ['1.', '.2']),
      volume(['1.', '1.'], ['..', '.1']),
    )
    expect(truth).toEqual({ labels: [1, 2], areas: [2, 1] })
    expect(overlaps.map(({ pixels }) => pixels)).toEqual([1, 1])
  })

  test('refuses images of different shape', () => {
    expect(() => overlapTable(labels('11'), labels('1', '1'))).toThrow('1 x 2')
  })

  test('agrees with counting pixel by pixel', () => {
    fc.assert(
      fc.property(labelPairs(), ({ truth, prediction }) => {
        const table = overlapTable(truth, prediction)
        const count = (hit: (t: number, p: number) => boolean): number =>
          [...truth.data].filter((t, i) => hit(t, prediction.data[i]!)).length
        expect(table.truth.areas).toEqual(
          table.truth.labels.map((label) => count((t) => t === label)),
        )
        expect(table.prediction.areas).toEqual(
          table.prediction.labels.map((label) => count((_, p) => p === label)),
        )
        const dense = table.truth.labels.flatMap((t, row) =>
          table.prediction.labels.map((p, column) => ({
            truth: row,
            prediction: column,
            pixels: count((a, b) => a === t && b === p),
          })),
        )
        expect(table.overlaps).toEqual(dense.filter(({ pixels }) => pixels > 0))
      }),
    )
  })
})
