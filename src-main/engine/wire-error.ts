/** An error as it crosses a process or thread boundary; anything unforeseen becomes `engine-failed`. */
import { isTouchstoneError, messageOf } from '../core/errors.ts'
import type { WireError } from './protocol.ts'

export function toWireError(error: unknown): WireError {
  if (isTouchstoneError(error))
    return { code: error.code, message: error.message, details: error.details }
  const stack = error instanceof Error ? (error.stack ?? '') : ''
  return { code: 'engine-failed', message: messageOf(error), details: { stack } }
}
