import { expect, test } from 'vitest'
import { isTouchstoneError, messageOf, TouchstoneError } from '../../src-main/core/errors.ts'

test('an error carries its code, its sentence and the facts behind it', () => {
  const error = new TouchstoneError('shape-mismatch', 'a is 2 x 2 and b is 3 x 3.', { a: [2, 2] })
  expect(error).toMatchObject({
    code: 'shape-mismatch',
    message: 'a is 2 x 2 and b is 3 x 3.',
    details: { a: [2, 2] },
  })
  expect(isTouchstoneError(error)).toBe(true)
  expect(isTouchstoneError(new Error('x'))).toBe(false)
})

test('anything thrown has a sentence', () => {
  expect(messageOf(new Error('broken'))).toBe('broken')
  expect(messageOf('broken')).toBe('broken')
})
