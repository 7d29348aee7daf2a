/** Why a call did not give what was asked, as one sentence for a person. */
import { problemSchema } from '../../src-main/contract/error-codes.ts'

export class ApiProblem extends Error {
  override readonly name = 'ApiProblem'
  /** A code of the contract, or `no-answer` and `unexpected-answer`, which only the pages know. */
  readonly code: string
  readonly status: number | null

  constructor(code: string, message: string, status: number | null = null) {
    super(message)
    this.code = code
    this.status = status
  }
}

/** The sentence the core sent, or one about the status where the body is not a problem. */
export async function problemOf(response: Response): Promise<ApiProblem> {
  const parsed = problemSchema.safeParse(await response.json().catch(() => null))
  if (parsed.success) {
    const { code, message } = parsed.data.error
    return new ApiProblem(code, message, response.status)
  }
  if (response.status === 401) {
    const sentence =
      "This page's permission has ended. Open the address that Touchstone printed at its start."
    return new ApiProblem('not-allowed', sentence, 401)
  }
  const sentence = `Touchstone answered with status ${response.status} and no explanation.`
  return new ApiProblem('unexpected-answer', sentence, response.status)
}

/** Any thrown thing as a sentence. */
export function sentenceOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

/** True when a call was stopped because its answer is no longer wanted. */
export function isAbort(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'AbortError'
}
