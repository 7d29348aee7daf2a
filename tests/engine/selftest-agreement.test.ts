import { expect, test } from 'vitest'
import type { Json } from '../../src-main/contract/words.ts'
import type { ReferenceCase } from '../../src-main/core/metrics/selftest/reference-case.ts'
import { agrees } from '../../src-main/engine/selftest-agreement.ts'

const reference = { tolerance: { abs: 0.01, rel: 0 } } as unknown as ReferenceCase
const stored = { shape: [2], data: new Float64Array([1, NaN]) }
const judge = (actual: Json, expected: Record<string, Json>) =>
  agrees(actual, expected, reference, () => Promise.resolve(stored))

test.each<[string, Json, Record<string, Json>]>([
  ['a number within the tolerance', 1.005, { value: 1 }],
  ['the tolerance of the entry', 1.4, { value: 1, tolerance: { abs: 0.5, rel: 0 } }],
  ['NaN as a word', 'NaN', { value: 'NaN' }],
  ['undefined where the reference has NaN', { undefined: 'both-empty' }, { value: 'NaN' }],
  ['infinity as a word', 'Infinity', { value: 'Infinity' }],
  ['a list', [1, 2], { value: [1, 2] }],
  ['a table, other fields aside', { a: 1, b: 2 }, { value: { a: 1 } }],
  ['a stored array', [[1], ['NaN']], { value: { file: 'x.npy' } }],
  ['the recommended value', 1, { value: 0, recommended: 1 }],
  [
    'undefined where the reference raises',
    { undefined: 'x' },
    { value: null, raises: 'ZeroDivisionError' },
  ],
  ['whatever, where order decides', 99, { value: 1, order_dependent: true }],
])('accepts %s', async (_, actual, expected) => {
  expect(await judge(actual, expected)).toBe(true)
})

test.each<[string, Json, Record<string, Json>]>([
  ['a number outside the tolerance', 1.02, { value: 1 }],
  ['a shorter list', [1], { value: [1, 2] }],
  ['a missing field', { b: 1 }, { value: { a: 1 } }],
  ['a number where the reference has NaN', 0, { value: 'NaN' }],
  ['undefined where there is a value', { undefined: 'x' }, { value: 1 }],
  ['an error of ours', { error: 'broken' }, { value: 1 }],
  ['minus infinity for infinity', '-Infinity', { value: 'Infinity' }],
  ['a stored array of another length', [1], { value: { file: 'x.npy' } }],
  ['a value where the reference raises', 1, { value: null, raises: 'ZeroDivisionError' }],
])('refuses %s', async (_, actual, expected) => {
  expect(await judge(actual, expected)).toBe(false)
})
