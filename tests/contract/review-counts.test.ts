import { expect, test } from 'vitest'
import { countItems, countRepeats } from '../../src-main/contract/review-counts.ts'

test.each([
  ['pairwise', 8, 2, 8],
  ['pairwise', 8, 4, 48],
  ['rating', 8, 4, 32],
] as const)('%s over %i cases and %i tools shows %i items once', (kind, cases, tools, items) => {
  expect(countItems(kind, cases, tools)).toBe(items)
})

test.each([
  [4, 0.5, 0],
  [5, 0.1, 2],
  [20, 0.1, 2],
  [40, 0.1, 4],
  [5, 0, 2],
  [6, 0.5, 3],
])('%i items with a share of %d are repeated %i times', (items, share, repeats) => {
  expect(countRepeats(items, share)).toBe(repeats)
})
