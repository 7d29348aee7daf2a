import { expect, test } from 'vitest'
import type { ShownValue } from '../../src-main/contract/selftest.ts'
import type { Json } from '../../src-main/contract/words.ts'
import { showArray, showValue } from '../../src-main/engine/show-value.ts'

test.each<[Json, ShownValue]>([
  [0.5, { as: 'number', value: 0.5 }],
  ['NaN', { as: 'number', value: 'NaN' }],
  [null, { as: 'number', value: 'NaN' }],
  ['-Infinity', { as: 'number', value: '-Infinity' }],
  [{ value: 2 }, { as: 'number', value: 2 }],
  [{ undefined: 'both-empty' }, { as: 'undefined', reason: 'both-empty' }],
  [{ error: 'broken' }, { as: 'error', message: 'broken' }],
  [true, { as: 'text', text: 'true' }],
  [[1, [2, 'NaN']], { as: 'text', text: '[1, [2, NaN]]' }],
  [
    { dq: 1, sq: 0.5 },
    { as: 'text', text: '{dq: 1, sq: 0.5}' },
  ],
])('shows %j', (value, shown) => {
  expect(showValue(value)).toEqual(shown)
})

test('a long list is its length and its beginning', () => {
  const list = Array.from({ length: 5000 }, (_, index) => index)
  expect(showValue(list)).toEqual({
    as: 'array',
    count: 5000,
    text: '[0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, …]',
  })
  expect(showValue([list, list])).toMatchObject({ as: 'array', count: 10_000 })
})

test('no text is long, however large the table', () => {
  const table = Object.fromEntries(Array.from({ length: 500 }, (_, index) => [`name${index}`, 1]))
  const shown = showValue(table)
  expect(shown.as === 'text' && shown.text.length).toBeLessThan(130)
})

test('64-bit integers of a stored array are shown too', () => {
  expect(showArray({ shape: [2], data: new BigInt64Array([1n, 2n]) })).toEqual({
    as: 'array',
    count: 2,
    text: '[1, 2, …]',
  })
})
