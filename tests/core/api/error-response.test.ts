import { expect, test } from 'vitest'
import { errorResponse } from '../../../src-main/core/api/error-response.ts'
import { TouchstoneError } from '../../../src-main/core/errors.ts'

test.each([
  ['not-found', 404],
  ['not-allowed', 403],
  ['conflict', 409],
  ['shape-mismatch', 400],
  ['engine-died', 503],
  ['disk-full', 507],
] as const)('%s becomes %i', async (code, status) => {
  const response = errorResponse(new TouchstoneError(code, 'a sentence'), () => undefined)
  expect(response.status).toBe(status)
  expect(await response.json()).toEqual({ error: { code, message: 'a sentence' } })
})

test('anything unforeseen is logged with its stack and answered without it', async () => {
  const messages: string[] = []
  const response = errorResponse(new TypeError('x is not a function'), (message) =>
    messages.push(message),
  )
  expect(response.status).toBe(500)
  const body = JSON.stringify(await response.json())
  expect(body).toContain('Something unforeseen happened')
  expect(body).not.toContain('error-response.test')
  expect(messages.join()).toContain('error-response.test')
})

test('facts of a foreseen error go with it, however large their numbers', async () => {
  const details = { converters: ['bfconvert'], sizeBytes: 2n ** 60n }
  const error = new TouchstoneError('format-not-supported', 'a sentence', details)
  expect(await errorResponse(error, () => undefined).json()).toEqual({
    error: {
      code: 'format-not-supported',
      message: 'a sentence',
      details: { converters: ['bfconvert'], sizeBytes: '1152921504606846976' },
    },
  })
})

test('what an engine failure carries stays in the log', async () => {
  const error = new TouchstoneError('engine-failed', 'a sentence', { stack: 'at secret.ts' })
  expect(await errorResponse(error, () => undefined).json()).toEqual({
    error: { code: 'engine-failed', message: 'a sentence' },
  })
})
