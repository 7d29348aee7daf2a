import { expect, test } from 'vitest'
import type { Json } from '../../src-main/contract/words.ts'
import { compareValues } from '../../src-main/engine/selftest-agreement.ts'

const stored = { shape: [2], data: new Float64Array([1, NaN]) }
const compare = (actual: Json, expected: Json, abs = 0.01) =>
  compareValues(actual, expected, { abs, rel: 0 }, () => Promise.resolve(stored))

test.each<[string, Json, Json]>([
  ['a number within the tolerance', 1.005, 1],
  ['a score with its value', { value: 1 }, 1],
  ['NaN as a word', 'NaN', 'NaN'],
  ['undefined where the reference has NaN', { undefined: 'both-empty' }, 'NaN'],
  ['undefined where the reference has null', { undefined: 'both-empty' }, null],
  ['infinity as a word', 'Infinity', 'Infinity'],
  ['a list', [1, 2], [1, 2]],
  ['a table, other fields aside', { a: 1, b: 2 }, { a: 1 }],
  ['words and truth values', { a: 'x', b: true }, { a: 'x', b: true }],
  ['a stored array, however its lists are nested', [[1], ['NaN']], { file: 'x.npy' }],
])('accepts %s', async (_, actual, expected) => {
  expect((await compare(actual, expected)).agrees).toBe(true)
})

test.each<[string, Json, Json]>([
  ['a number outside the tolerance', 1.02, 1],
  ['a shorter list', [1], [1, 2]],
  ['a missing field', { b: 1 }, { a: 1 }],
  ['a field that only every object has', {}, { constructor: 1 }],
  ['a number where the reference has NaN', 0, 'NaN'],
  ['undefined where there is a value', { undefined: 'x' }, 1],
  ['an error of ours', { error: 'broken' }, 1],
  ['minus infinity for infinity', '-Infinity', 'Infinity'],
  ['a finite number for infinity, whatever the tolerance', 1e308, 'Infinity'],
  ['a stored array of another length', [1], { file: 'x.npy' }],
  ['nothing where a stored array is expected', null, { file: 'x.npy' }],
])('refuses %s', async (_, actual, expected) => {
  expect((await compare(actual, expected)).agrees).toBe(false)
})

test('a relative tolerance is measured by the reference', async () => {
  const within = { abs: 0, rel: 0.1 }
  const read = () => Promise.reject(new Error('nothing to read'))
  expect((await compareValues(109, 100, within, read)).agrees).toBe(true)
  expect((await compareValues(111, 100, within, read)).agrees).toBe(false)
  expect((await compareValues(0.001, 0, within, read)).agrees).toBe(false)
})

test('says the largest difference and where it is', async () => {
  const found = await compare({ tp: [1, 2, 3], f1: [0.5] }, { tp: [1, 2.5, 3.005], f1: [0.5] })
  expect(found).toMatchObject({ agrees: false, compared: 4, beyond: 1, at: 'tp[1]' })
  expect(found.largest).toBeCloseTo(0.5, 12)
})

test('a side that is not finite is infinitely far away', async () => {
  expect(await compare([1, 'NaN'], [1, 2])).toMatchObject({ largest: Infinity, at: '[1]' })
  expect(await compare(['Infinity'], ['Infinity'])).toMatchObject({ largest: 0 })
})

test('names what no number tells', async () => {
  expect((await compare([1], [1, 2])).mismatch).toBe(
    'the list has 1 entries, and the reference has 2',
  )
  expect((await compare({ a: [1] }, { a: [1], b: 2 })).mismatch).toBe('b is missing')
  expect((await compare('x', 'y')).mismatch).toBe('the value is "x" instead of "y"')
})
