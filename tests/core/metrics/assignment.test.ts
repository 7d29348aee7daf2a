import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { assignPairs, type Candidate } from '../../../src-main/core/metrics/assignment.ts'

/** Best total weight over every possible assignment. */
function bestByTrying(candidates: readonly Candidate[], row: number, taken: Set<number>): number {
  const ofRow = candidates.filter((candidate) => candidate.row === row)
  if (candidates.every((candidate) => candidate.row < row)) return 0
  const alone = bestByTrying(candidates, row + 1, taken)
  const paired = ofRow
    .filter(({ column }) => !taken.has(column))
    .map(({ column, weight }) => {
      const others = bestByTrying(candidates, row + 1, new Set([...taken, column]))
      return weight + others
    })
  return Math.max(alone, ...paired)
}

const graphs = fc
  .uniqueArray(
    fc.record({ row: fc.nat(5), column: fc.nat(5), weight: fc.integer({ min: 1, max: 30 }) }),
    { selector: ({ row, column }) => row * 10 + column, maxLength: 20 },
  )
  .map((candidates) => candidates.map((entry) => ({ ...entry, weight: entry.weight / 10 })))

describe('the sparse assignment', () => {
  test('gives up a good pair for two that weigh more together', () => {
    const candidates = [
      { row: 0, column: 0, weight: 3 },
      { row: 0, column: 1, weight: 2 },
      { row: 1, column: 0, weight: 2.5 },
    ]
    expect(assignPairs(candidates, { rows: 2, columns: 2 })).toEqual([1, 2])
  })

  test('leaves a row alone where another weighs more', () => {
    const candidates = [
      { row: 0, column: 0, weight: 1 },
      { row: 1, column: 0, weight: 2 },
    ]
    expect(assignPairs(candidates, { rows: 2, columns: 1 })).toEqual([1])
  })

  test('passes a column along a chain of rows', () => {
    const candidates = [
      { row: 0, column: 0, weight: 5 },
      { row: 0, column: 1, weight: 4 },
      { row: 1, column: 1, weight: 5 },
      { row: 1, column: 2, weight: 4 },
      { row: 2, column: 0, weight: 5 },
    ]
    expect(assignPairs(candidates, { rows: 3, columns: 3 })).toEqual([1, 3, 4])
  })

  test('of nothing is nothing', () => {
    expect(assignPairs([], { rows: 3, columns: 0 })).toEqual([])
  })

  test('takes part at most once per row and column and reaches the best total', () => {
    fc.assert(
      fc.property(graphs, (candidates) => {
        const chosen = assignPairs(candidates, { rows: 6, columns: 6 }).map(
          (place) => candidates[place]!,
        )
        expect(new Set(chosen.map(({ row }) => row)).size).toBe(chosen.length)
        expect(new Set(chosen.map(({ column }) => column)).size).toBe(chosen.length)
        const total = chosen.reduce((sum, { weight }) => sum + weight, 0)
        expect(total).toBeCloseTo(bestByTrying(candidates, 0, new Set()), 9)
      }),
      { numRuns: 300 },
    )
  })
})
