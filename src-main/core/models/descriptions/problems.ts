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
  for (const issue of result.error.issues) {
    const path = [field, ...issue.path.map(String)].filter((part) => part !== '').join('.')
    addError(problems, path, issue.message)
  }
  return undefined
}
