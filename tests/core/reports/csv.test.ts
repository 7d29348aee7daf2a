import { expect, test } from 'vitest'
import { csvOf } from '../../../src-main/core/reports/csv.ts'

test('commas, quotes and lines are quoted, absent values are empty, numbers keep their digits', () => {
  expect(
    csvOf(
      ['a', 'b'],
      [
        ['x,y', null],
        ['say "so"', 0.1 + 0.2],
        ['one\ntwo', -1e-9],
      ],
    ),
  ).toBe('a,b\r\n"x,y",\r\n"say ""so""",0.30000000000000004\r\n"one\ntwo",-1e-9\r\n')
})

test('no name becomes a formula in a spreadsheet', () => {
  const texts = ['=1+1', '+x', '@x', '-x', '\tx']
  expect(
    csvOf(
      ['h'],
      texts.map((text) => [text]),
    ),
  ).toBe("h\r\n'=1+1\r\n'+x\r\n'@x\r\n'-x\r\n'\tx\r\n")
  expect(csvOf(['h'], [['-1.5'], ['a=b']])).toBe('h\r\n-1.5\r\na=b\r\n')
})
