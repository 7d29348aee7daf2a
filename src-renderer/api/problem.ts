/** Why a call did not give what was asked, as one sentence for a person. */
import { problemSchema } from '../../src-main/contract/error-codes.ts'

export class ApiProblem extends Error {
  override readonly name = 'ApiProblem'
  /** A code of the contract, or `no-answer` and `unexpected-answer`, which only the pages know. */
  readonly code: string
  readonly status: number | null
  /** What the core adds for programs, for instance `converters`. */
  readonly details: Readonly<Record<string, unknown>>

  constructor(
    code: string,
    message: string,
    status: number | null = null,
    details: Readonly<Record<string, unknown>> = {},
  ) {
    super(message)
    this.code = code
    this.status = status
    this.details = details
  }
}

/** Not here yet: the level of a tile is being made. */
export class TileUnderWay extends Error {
  override readonly name = 'TileUnderWay'
  /** 0 to 1. */
  readonly fraction: number
  readonly retryAfterMs: number

  constructor(fraction: number, retryAfterMs: number) {
    super(`This level is being prepared, ${Math.round(fraction * 100)} % are done.`)
    this.fraction = fraction
    this.retryAfterMs = retryAfterMs
  }
}

/** The sentence the core sent, or one about the status where the body is not a problem. */
export async function problemOf(response: Response): Promise<ApiProblem> {
  return problemFrom(response.status, await response.json().catch(() => null))
}

export function problemFrom(status: number, body: unknown): ApiProblem {
  const parsed = problemSchema.safeParse(body)
  if (parsed.success) {
    const { code, message, details } = parsed.data.error
    return new ApiProblem(code, message, status, details)
  }
  if (status === 401) {
    const sentence =
      "This page's permission has ended. Open the address that Touchstone printed at its start."
    return new ApiProblem('not-allowed', sentence, 401)
  }
  const sentence = `Touchstone answered with status ${status} and no explanation.`
  return new ApiProblem('unexpected-answer', sentence, status)
}

/** Any thrown thing as a sentence. */
export function sentenceOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

/** True when a call was stopped because its answer is no longer wanted. */
export function isAbort(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'AbortError'
}

export function isUnderWay(error: unknown): error is TileUnderWay {
  return error instanceof TileUnderWay
}
