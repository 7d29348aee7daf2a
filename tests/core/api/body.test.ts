import { expect, test } from 'vitest'
import { wholeNumber } from '../../../src-main/core/api/body.ts'

test('whole numbers in addresses are checked', () => {
  expect(wholeNumber('12', 0, 'after')).toBe(12)
  expect(wholeNumber(undefined, 7, 'after')).toBe(7)
})

test.each(['-1', '1.5', 'x', '', '1e3', '9999999999999'])('%s is no whole number', (text) => {
  expect(() => wholeNumber(text, 0, 'after')).toThrow('after must be a whole number')
})
