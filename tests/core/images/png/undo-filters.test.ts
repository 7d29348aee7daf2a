import { expect, test } from 'vitest'
import { undoFilters } from '../../../../src-main/core/images/png/undo-filters.ts'

test('each filter is undone on a first and a later row', () => {
  // worked by hand: previous row 10 20 30, one byte per pixel
  const rows = (filter: number, row: readonly number[]): number[] => [
    ...undoFilters(Uint8Array.of(0, 10, 20, 30, filter, ...row), 2, 3, 1)!.subarray(3),
  ]
  expect(rows(0, [1, 2, 3])).toEqual([1, 2, 3])
  expect(rows(1, [1, 2, 3])).toEqual([1, 3, 6])
  expect(rows(2, [1, 2, 250])).toEqual([11, 22, 24])
  expect(rows(3, [1, 2, 3])).toEqual([6, 15, 25]) // 1+5, 2+(6+20)/2, 3+(15+30)/2
  expect(rows(4, [1, 2, 3])).toEqual([11, 22, 33]) // nearest of left, above, corner: 10, 20, 30
  const first = (filter: number): number[] => [
    ...undoFilters(Uint8Array.of(filter, 1, 2, 3), 1, 3, 1)!,
  ]
  expect(first(1)).toEqual([1, 3, 6])
  expect(first(2)).toEqual([1, 2, 3])
  expect(first(3)).toEqual([1, 2, 4])
  expect(first(4)).toEqual([1, 3, 6])
})

test('the left neighbour is a whole pixel away', () => {
  expect([...undoFilters(Uint8Array.of(1, 1, 2, 3, 4), 1, 4, 2)!]).toEqual([1, 2, 4, 6])
})

test('Paeth prefers left, then above, then the corner', () => {
  const second = (above: number[], row: number[]): number[] => [
    ...undoFilters(Uint8Array.of(0, ...above, 4, ...row), 2, above.length, 1)!.subarray(
      above.length,
    ),
  ]
  // left 4 and above 6 are equally near 4 + 6 - 5, the corner 5 is nearest
  expect(second([5, 6], [255, 0])).toEqual([4, 5])
  // left 9, above 1, corner 5: 9 + 1 - 5 is the corner itself
  expect(second([5, 1], [4, 0])).toEqual([9, 5])
  // left 3, above 8, corner 3: nearest is above
  expect(second([3, 8], [0, 0])).toEqual([3, 8])
  // left 0 ties with the corner: left wins
  expect(second([0, 0], [0, 7])).toEqual([0, 7])
})

test('there is no filter 5', () => {
  expect(undoFilters(Uint8Array.of(5, 1), 1, 1, 1)).toBeUndefined()
})
