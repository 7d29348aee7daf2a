/** Collects what is wrong with a description, with the path of each field. */
import type { z } from 'zod'
import type { DescriptionError, DescriptionWarning } from '../description.ts'

export interface Problems {
  readonly errors: DescriptionError[]
  readonly warnings: DescriptionWarning[]
}

export function noProblems(): Problems {
  return { errors: [], warnings: [] }
}

export function addError(
  problems: Problems,
  field: string,
  message: string,
  code: DescriptionError['code'] = 'model-invalid',
): void {
  problems.errors.push({ field, message, code })
}

export function addWarning(problems: Problems, code: string, message: string): void {
  problems.warnings.push({ code, message })
}

/** The parsed value, or undefined with every issue noted under `field`. */
export function parseField<T>(
  problems: Problems,
  field: string,
  schema: z.ZodType<T>,
  value: unknown,
): T | undefined {
  const result = schema.safeParse(value)
  if (result.success) return result.data
  for (const { path, message } of result.error.issues.flatMap(explained)) {
    const whole = [field, ...path.map(String)].filter((part) => part !== '').join('.')
    addError(problems, whole, message)
  }
  return undefined
}

type Issue = z.core.$ZodIssue
interface Explained {
  readonly path: readonly PropertyKey[]
  readonly message: string
}

/** Of several allowed forms, what is wrong with the one that was meant, or all of them. */
function explained(issue: Issue): Explained[] {
  const { path } = issue
  if (issue.code !== 'invalid_union' || issue.errors.length === 0)
    return [{ path, message: inWords(issue.message) }]
  const meant = issue.errors
    .filter((branch) => branch.every((one) => one.path.length > 0))
    .toSorted((a, b) => a.length - b.length)[0]
  if (meant)
    return meant
      .flatMap(explained)
      .map((inner) => ({ path: [...path, ...inner.path], message: inner.message }))
  const messages = issue.errors.flatMap((branch) => branch.flatMap(explained))
  return [{ path, message: [...new Set(messages.map(({ message }) => message))].join('; or ') }]
}

function inWords(message: string): string {
  const [, expected, received] = /^Invalid input: expected (.+), received (.+)$/.exec(message) ?? []
  if (expected === undefined || received === undefined) return message
  return received === 'undefined'
    ? `is missing; expected ${expected}`
    : `must be ${expected}, not ${received}`
}
