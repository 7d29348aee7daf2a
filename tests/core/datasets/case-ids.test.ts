import { expect, test } from 'vitest'
import { caseIdSchema } from '../../../src-main/contract/dataset-file.ts'
import { caseIdsOf } from '../../../src-main/core/datasets/case-ids.ts'

test('keeps fit stems as they are', () => {
  expect(caseIdsOf(['020_1', 'Zelle ä (2)'])).toEqual(['020_1', 'Zelle ä (2)'])
})

test('tells names apart that differ in case only', () => {
  expect(caseIdsOf(['a', 'A', 'a'])).toEqual(['a', 'A (2)', 'a (3)'])
})

test('makes every name fit to be a folder', () => {
  const ids = caseIdsOf(['a:b', '..', '-x', 'x'.repeat(300), 'end.', '#'])
  expect(ids.slice(0, 3)).toEqual(['a_b', 'case', 'case -x'])
  expect(ids[4]).toBe('end')
  expect(ids.every((id) => caseIdSchema.safeParse(id).success)).toBe(true)
})
