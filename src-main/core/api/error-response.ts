/** The only place where an error becomes a response. Facts of foreseen errors go with it. */
import type { ErrorCode, Problem } from '../../contract/error-codes.ts'
import { isTouchstoneError, messageOf } from '../errors.ts'

const statusOf: Partial<Record<ErrorCode, number>> = {
  'not-found': 404,
  'file-not-found': 404,
  'not-allowed': 403,
  conflict: 409,
  'engine-died': 503,
  'engine-failed': 500,
  'record-damaged': 500,
  internal: 500,
  'disk-full': 507,
}

export function errorResponse(error: unknown, log: (message: string) => void): Response {
  const code = isTouchstoneError(error) ? error.code : 'internal'
  if (code === 'internal' || code === 'engine-failed')
    log(error instanceof Error ? (error.stack ?? error.message) : String(error))
  const isForeseen = code !== 'internal' && code !== 'engine-failed'
  const details = isTouchstoneError(error) && isForeseen ? asJson(error.details) : {}
  const problem: Problem = {
    error: {
      code,
      message:
        code === 'internal'
          ? `Something unforeseen happened: ${messageOf(error)}`
          : messageOf(error),
      ...(Object.keys(details).length === 0 ? {} : { details }),
    },
  }
  return Response.json(problem, { status: statusOf[code] ?? 400 })
}

/** Whole numbers beyond 2^53 as text, because JSON knows none. */
function asJson(details: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const text = JSON.stringify(details, (_, value: unknown) =>
    typeof value === 'bigint' ? value.toString() : value,
  )
  return JSON.parse(text) as Record<string, unknown>
}
