import { expect, test } from 'vitest'
import { parseDelimited } from '../../../src-main/core/tables/delimited.ts'

const cellsOf = (text: string) => parseDelimited('a.csv', text).rows.map(({ cells }) => cells)

test('reads commas, semicolons and tabs, marks and line ends of any system', () => {
  for (const text of ['y,x\n1,2\n', '\uFEFFy;x\r\n1;2', 'y\tx\r\n1\t2\r\n\r\n'])
    expect(cellsOf(text)).toEqual([['1', '2']])
})

test('keeps what quotes enclose, doubled quotes and line breaks too', () => {
  const table = parseDelimited('a.csv', 'id,"a ""b"""\n"x,\ny",1\nz,2\n')
  expect(table.columns).toEqual(['id', 'a "b"'])
  expect(table.rows).toEqual([
    { place: 'line 2', cells: ['x,\ny', '1'] },
    { place: 'line 4', cells: ['z', '2'] },
  ])
})

test('recognises decimal commas and says so', () => {
  const table = parseDelimited('a.csv', 'y;x\n1,5;2\n')
  expect(table.decimalComma).toBe(true)
  expect(table.notes.join()).toMatch(/semicolons.*decimal commas/s)
  expect(parseDelimited('a.csv', 'y,x\n1.5,2').notes).toEqual([])
})

test.each([
  ['y;x\n1,5;2.5\n', /decimal commas \(1,5 in line 2\) and decimal points \(2.5 in line 2\)/],
  ['y,x\n1,5,2\n', /line 2 has 3 cells and the first line names 2 columns/],
  ['1,2\n3,4\n', /first line holds numbers \(1, 2\)/],
  ['y,Y\n3,4\n', /column y twice/],
  ['y,x\n"3,4\n', /line 2 opens a quote/],
  ['y,x\n"3"4,5\n', /line 2 goes on after the closing quote/],
  ['', /is empty/],
])('refuses %j', (text, message) => {
  expect(() => parseDelimited('a.csv', text)).toThrow(message)
})

test('a head alone is a table without rows', () => {
  expect(cellsOf('y,x\n')).toEqual([])
})
