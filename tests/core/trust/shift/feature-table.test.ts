import { expect, test } from 'vitest'
import {
  columnMeans,
  columnOf,
  requireComparableTables,
} from '../../../../src-main/core/trust/shift/feature-table.ts'
import { table } from './tables.ts'

const three = table([1, 2], [3, 4], [5, 9])

test('columns and their means', () => {
  expect([...columnOf(three, 1)]).toEqual([2, 4, 9])
  expect([...columnMeans(three)]).toEqual([3, 5])
})

test('names what does not fit', () => {
  expect(() => requireComparableTables(three, table([1, 2, 3]))).toThrow(
    'The reference table has 2 features and the compared one 3',
  )
  expect(() => requireComparableTables(three, table([1, NaN]))).toThrow(
    'The compared table holds values that are NaN or infinite',
  )
  expect(() => requireComparableTables(table(), three)).toThrow('says 0 rows of 0 features')
})
