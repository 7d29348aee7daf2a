import { expect, test } from 'vitest'
import {
  columnNamed,
  isNumber,
  numberAt,
  shortened,
  type Table,
} from '../../../src-main/core/tables/table.ts'

const table = (cell: string, decimalComma = false): Table => ({
  path: 'a.csv',
  columns: ['y'],
  rows: [{ place: 'line 2', cells: [cell] }],
  decimalComma,
  notes: [],
})
const read = (cell: string, decimalComma = false) => {
  const own = table(cell, decimalComma)
  return numberAt(own, own.rows[0]!, 0)
}

test('reads numbers with points, exponents and, where the table has them, commas', () => {
  expect([read('1.5'), read('-.5e2'), read('+3')]).toEqual([1.5, -50, 3])
  expect(read('1,5', true)).toBe(1.5)
})

test.each(['', 'NaN', 'inf', 'n/a', '1e999'])('refuses %j as no finite number', (cell) => {
  expect(() => read(cell)).toThrow(expect.objectContaining({ code: 'image-not-finite' }))
})

test.each(['1,5', 'left', '1.2.3', '0x10', '1 000'])('refuses the word %j', (cell) => {
  expect(() => read(cell)).toThrow(
    expect.objectContaining({
      code: 'format-corrupt',
      message: `a.csv, line 2: the column y is "${cell}", and a finite number belongs there; correct or remove the row.`,
    }),
  )
})

test('finds a column in any case, the first name first', () => {
  expect(columnNamed(['X', 'Label', 'Truth'], ['truth', 'label'])).toBe(2)
  expect(columnNamed(['X'], ['y'])).toBe(-1)
  expect(isNumber('1,5')).toBe(false)
  expect(shortened('a'.repeat(50))).toHaveLength(41)
})
