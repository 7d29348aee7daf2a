import { expect, test } from 'vitest'
import { realNumber, wholeNumber } from '../../../src-main/core/api/body.ts'

test('whole numbers in addresses are checked', () => {
  expect(wholeNumber('12', 0, 'after')).toBe(12)
  expect(wholeNumber(undefined, 7, 'after')).toBe(7)
})

test.each(['-1', '1.5', 'x', '', '1e3', '9999999999999'])('%s is no whole number', (text) => {
  expect(() => wholeNumber(text, 0, 'after')).toThrow('after must be a whole number')
})

test('numbers with decimals in addresses are checked', () => {
  expect(realNumber('12.5', 'x0')).toBe(12.5)
  expect(realNumber('-3', 'x0')).toBe(-3)
})

test.each(['x', '', '1e3', 'NaN', 'Infinity', '1.', undefined])('%s is no number', (text) => {
  expect(() => realNumber(text, 'x0')).toThrow('x0 must be a number')
})
