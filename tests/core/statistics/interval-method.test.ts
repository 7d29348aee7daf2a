import { expect, test } from 'vitest'
import { bounds, defaultMethod } from '../../../src-main/core/statistics/interval-method.ts'

test('Student, except for fewer than fifty scores between two bounds', () => {
  expect(defaultMethod(10, [0, 1])).toBe('logit-t')
  expect(defaultMethod(49, [-1, 1])).toBe('logit-t')
  expect(defaultMethod(50, [0, 1])).toBe('t')
  expect(defaultMethod(10, [0, null])).toBe('t')
  expect(defaultMethod(10, [null, 1])).toBe('t')
  expect(defaultMethod(10, [null, null])).toBe('t')
})

test('two bounds or none', () => {
  expect(bounds([0, 1])).toEqual([0, 1])
  expect(bounds([0, null])).toBeNull()
})
