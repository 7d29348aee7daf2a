/**
 * The closed set of errors the core throws on purpose. Each has a stable code (scripts depend on it)
 * and one sentence that names the file and the two values that disagree.
 */
import type { ErrorCode } from '../contract/error-codes.ts'

export class TouchstoneError extends Error {
  readonly code: ErrorCode
  /** Facts behind the sentence, for pages that want to show them apart. */
  readonly details: Readonly<Record<string, unknown>>

  constructor(code: ErrorCode, message: string, details: Readonly<Record<string, unknown>> = {}) {
    super(message)
    this.name = 'TouchstoneError'
    this.code = code
    this.details = details
  }
}

export function isTouchstoneError(error: unknown): error is TouchstoneError {
  return error instanceof TouchstoneError
}

/** The sentence to show for anything that was thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
