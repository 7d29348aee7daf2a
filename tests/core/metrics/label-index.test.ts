import { describe, expect, test } from 'vitest'
import { labelIndex } from '../../../src-main/core/metrics/label-index.ts'

describe('places of labels', () => {
  test('are those of the labels that occur, ascending, gaps allowed', () => {
    const { labels, of } = labelIndex(Uint32Array.of(7, 0, 3, 7, 70_000))
    expect(labels).toEqual([3, 7, 70_000])
    expect([3, 7, 70_000].map(of)).toEqual([0, 1, 2])
    expect(of(0)).toBe(-1)
  })

  test('are the same for labels too large for a table', () => {
    const { labels, of } = labelIndex(Uint32Array.of(4_294_967_295, 0, 3, 3, 5_000_000, 3))
    expect(labels).toEqual([3, 5_000_000, 4_294_967_295])
    expect([3, 5_000_000, 4_294_967_295].map(of)).toEqual([0, 1, 2])
    expect(of(0)).toBe(-1)
  })

  test('sort large labels as numbers', () => {
    expect(labelIndex(Uint32Array.of(10_000_000, 9_000_000)).labels).toEqual([
      9_000_000, 10_000_000,
    ])
  })

  test('of an empty image are none', () => {
    expect(labelIndex(new Uint32Array(4)).labels).toEqual([])
    expect(labelIndex(Uint32Array.of(0, 5_000_000, 0)).labels).toEqual([5_000_000])
  })

  test('hold at the edge between table and map', () => {
    for (const largest of [(1 << 22) - 1, 1 << 22, (1 << 22) + 1]) {
      const { labels, of } = labelIndex(Uint32Array.of(largest, 1))
      expect(labels).toEqual([1, largest])
      expect(of(largest)).toBe(1)
    }
  })
})
