import { expect, test } from 'vitest'
import { notMeasured } from '../../../src-main/core/criteria/tool-facts.ts'

test('a tool that was in no comparison was not measured', () => {
  expect(notMeasured({ compared: null })).toBe('It was in no comparison yet.')
})
