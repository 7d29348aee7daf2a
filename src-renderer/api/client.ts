/** The one place where the pages call the core. Every answer is checked against the contract. */
import type { z } from 'zod'
import { routes } from '../../src-main/contract/routes.ts'
import { ApiProblem, isAbort, problemOf } from './problem.ts'

export type RouteName = keyof typeof routes
export type Answer<Name extends RouteName> = z.output<(typeof routes)[Name]['response']>
type Body<Name extends RouteName> = (typeof routes)[Name] extends { body: z.ZodType }
  ? z.input<(typeof routes)[Name]['body']>
  : never

export interface CallOptions<Name extends RouteName> {
  readonly params?: Readonly<Record<string, string>>
  readonly query?: Readonly<Record<string, string | number>>
  readonly body?: Body<Name>
  readonly signal?: AbortSignal
}

/** Calls one route and gives its checked answer; throws ApiProblem with a sentence. */
export async function call<Name extends RouteName>(
  name: Name,
  options: CallOptions<Name> = {},
): Promise<Answer<Name>> {
  const route = routes[name]
  const address = addressOf(route.path, options.params, options.query)
  const response = await request(address, {
    method: route.method,
    ...(options.body === undefined ? {} : { body: JSON.stringify(options.body) }),
    ...(options.body !== undefined || route.method === 'POST'
      ? { headers: { 'content-type': 'application/json' } }
      : {}),
    ...(options.signal ? { signal: options.signal } : {}),
  })
  return checked(
    route.response,
    await response.json(),
    `${route.method} ${address}`,
  ) as Answer<Name>
}

/** `:name` parts filled in and encoded, then the query. */
export function addressOf(
  path: string,
  params: Readonly<Record<string, string | number>> = {},
  query: Readonly<Record<string, string | number>> = {},
): string {
  const filled = path.replace(/:([a-z]+)/g, (_, key: string) => {
    const value = params[key]
    if (value === undefined) throw new Error(`The address ${path} needs a value for ${key}.`)
    return encodeURIComponent(String(value))
  })
  const pairs = Object.entries(query).map(([key, value]) => [key, String(value)])
  return pairs.length === 0 ? filled : `${filled}?${new URLSearchParams(pairs).toString()}`
}

/** A successful response, or ApiProblem; aborts pass through. */
export async function request(address: string, init: RequestInit = {}): Promise<Response> {
  const response = await fetch(address, init).catch((error: unknown) => {
    if (isAbort(error)) throw error
    const sentence = 'Touchstone does not answer. It may have been closed: start it again.'
    throw new ApiProblem('no-answer', sentence)
  })
  if (!response.ok) throw await problemOf(response)
  return response
}

/** The answer as the contract has it; a difference is named by its first field. */
export function checked<T extends z.ZodType>(
  schema: T,
  answer: unknown,
  what: string,
): z.output<T> {
  const parsed = schema.safeParse(answer)
  if (parsed.success) return parsed.data
  const issue = parsed.error.issues[0]
  const where = issue ? `${issue.path.join('.') || 'the whole'}: ${issue.message}` : 'unknown field'
  const sentence = `The answer to ${what} is not what this page knows (${where}). Page and program are of different versions: reload the page.`
  throw new ApiProblem('unexpected-answer', sentence)
}
