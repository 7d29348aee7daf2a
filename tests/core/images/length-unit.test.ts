import { expect, test } from 'vitest'
import { micrometresPerUnit } from '../../../src-main/core/images/length-unit.ts'

test.each([
  ['µm', 1],
  ['\u03bcm', 1],
  ['\\u00B5m', 1],
  ['micron', 1],
  ['Micron', 1],
  ['nm', 0.001],
  ['mm', 1000],
  ['m', 1e6],
  ['inch', 25400],
])('%s is %d µm', (unit, um) => expect(micrometresPerUnit(unit)).toBe(um))

test('pixels are no length', () => {
  expect(micrometresPerUnit('pixel')).toBeUndefined()
  expect(micrometresPerUnit('')).toBeUndefined()
  expect(micrometresPerUnit('constructor')).toBeUndefined()
})
