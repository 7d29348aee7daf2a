/** Reads and checks what a request carries; a wrong field is named. */
import type { Context } from 'hono'
import type { z } from 'zod'
import { TouchstoneError } from '../errors.ts'

export async function readBody<Schema extends z.ZodType>(
  context: Context,
  schema: Schema,
): Promise<z.output<Schema>> {
  let body: unknown
  try {
    body = await context.req.json()
  } catch {
    throw new TouchstoneError('bad-request', 'The request carries no JSON.')
  }
  const parsed = schema.safeParse(body)
  if (parsed.success) return parsed.data
  const issue = parsed.error.issues[0]
  throw new TouchstoneError(
    'bad-request',
    `${issue?.path.join('.') || 'The request'} is wrong: ${issue?.message ?? 'unknown reason'}.`,
  )
}

/** A whole number in the address, for instance `?after=12`. */
export function wholeNumber(text: string | undefined, fallback: number, what: string): number {
  if (text === undefined) return fallback
  if (!/^\d{1,12}$/.test(text))
    throw new TouchstoneError('bad-request', `${what} must be a whole number and is ${text}.`)
  return Number(text)
}

/** A number in the address that may have decimals, for instance `?x0=12.5`. */
export function realNumber(text: string | undefined, what: string): number {
  if (text === undefined || !/^-?\d{1,12}(\.\d{1,12})?$/.test(text))
    throw new TouchstoneError(
      'bad-request',
      `${what} must be a number and is ${text ?? 'missing'}.`,
    )
  return Number(text)
}
