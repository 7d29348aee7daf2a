import { expect, test } from 'vitest'
import { z } from 'zod'
import {
  addError,
  addWarning,
  noProblems,
  parseField,
} from '../../../../src-main/core/models/descriptions/problems.ts'

test('every issue is noted with its path below the field', () => {
  const problems = noProblems()
  const schema = z.object({ axes: z.array(z.number()) })
  expect(parseField(problems, 'inputs.0', schema, { axes: [1, 'b'] })).toBeUndefined()
  expect(problems.errors.map((error) => error.field)).toEqual(['inputs.0.axes.1'])
  expect(parseField(problems, '', schema, {})).toBeUndefined()
  expect(problems.errors[1]).toMatchObject({ field: 'axes', code: 'model-invalid' })
})

test('a valid value passes and leaves nothing behind', () => {
  const problems = noProblems()
  expect(parseField(problems, 'n', z.number(), 3)).toBe(3)
  expect(problems).toEqual({ errors: [], warnings: [] })
})

test('errors and warnings carry their codes', () => {
  const problems = noProblems()
  addError(problems, 'a', 'is wrong', 'model-unknown-operation')
  addWarning(problems, 'not-a-model', 'text')
  expect(problems.errors).toEqual([
    { field: 'a', message: 'is wrong', code: 'model-unknown-operation' },
  ])
  expect(problems.warnings).toEqual([{ code: 'not-a-model', message: 'text' }])
})
