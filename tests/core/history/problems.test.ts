import { expect, test } from 'vitest'
import { collectProblems } from '../../../src-main/core/history/problems.ts'

test('keeps problems in their order', () => {
  const { report, problems } = collectProblems()
  report(3, 'hash-mismatch', 'three')
  report(null, 'trigger-missing', 'none')
  expect(problems()).toEqual([
    { seq: 3, code: 'hash-mismatch', message: 'three' },
    { seq: null, code: 'trigger-missing', message: 'none' },
  ])
})

test('lists 1000 problems and counts the others', () => {
  const { report, problems } = collectProblems()
  for (let i = 1; i <= 1002; i++) report(i, 'row-missing', 'x')
  expect(problems()).toHaveLength(1001)
  expect(problems().at(-1)).toEqual({
    seq: null,
    code: 'more-problems',
    message: '2 further problems are not listed.',
  })
})
