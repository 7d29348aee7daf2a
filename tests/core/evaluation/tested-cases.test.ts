import { expect, test } from 'vitest'
import type { Json } from '../../../src-main/contract/words.ts'
import {
  testedCount,
  testedDataset,
  tuningNote,
} from '../../../src-main/core/evaluation/tested-cases.ts'
import { frozenDataset } from '../../fixtures/scripted-engine.ts'

const whole = frozenDataset(['a', 'b', 'c'])
const withRoles = (...roles: ('test' | 'tuning')[]) => ({
  ...whole,
  cases: whole.cases.map((item, index) => ({ ...item, role: roles[index]! })),
})

test('tuning cases take no part, and that is said', () => {
  const mixed = withRoles('test', 'tuning', 'test')
  expect(testedDataset(mixed).cases.map(({ id }) => id)).toEqual(['a', 'c'])
  expect(testedDataset(mixed).digest).toBe(whole.digest)
  expect(tuningNote(mixed)).toBe('1 case of the dataset is for tuning and took no part.')
  expect(tuningNote(whole)).toBeNull()
  expect(testedDataset(whole)).toBe(whole)
  expect(testedCount(mixed as unknown as Json)).toBe(2)
  expect(testedCount(null)).toBe(0)
})

test('a dataset for tuning alone cannot be evaluated', () => {
  expect(() => testedDataset(withRoles('tuning', 'tuning', 'tuning'))).toThrow(
    /All 3 cases of Set are for tuning/,
  )
})

test('an evaluation for choosing settings is about the tuning cases and no other', () => {
  const mixed = withRoles('test', 'tuning', 'test')
  expect(testedDataset(mixed, 'tuning').cases.map(({ id }) => id)).toEqual(['b'])
  expect(tuningNote(mixed, 'tuning')).toMatch(/^These are the cases for tuning/)
  expect(testedCount(mixed as unknown as Json, 'tuning')).toBe(1)
  expect(() => testedDataset(whole, 'tuning')).toThrow(/None of the 3 cases of Set is for tuning/)
})
