/**
 * Who may ask: pure rules of the web host. Only the loopback name it listens on (against DNS rebinding),
 * only its own origin, only with the token: in the address once, then in an HttpOnly cookie.
 */
import { timingSafeEqual } from 'node:crypto'

export interface GuardRules {
  readonly port: number
  readonly token: string
}

export type Verdict =
  | { readonly kind: 'allow' }
  /** The token was in a page's address: set the cookie and go to the same place without it. */
  | { readonly kind: 'set-cookie'; readonly location: string; readonly cookie: string }
  | { readonly kind: 'refuse'; readonly status: 401 | 403; readonly message: string }

export interface AskedRequest {
  readonly method: string
  readonly url: URL
  readonly host: string | null
  readonly origin: string | null
  readonly fetchSite: string | null
  readonly cookie: string | null
  readonly authorization: string | null
}

/** Cookies do not know ports, so two hosts on one machine need two names. */
export const cookieName = (port: number): string => `touchstone-${port}`

export function judge(asked: AskedRequest, rules: GuardRules): Verdict {
  const names = [`127.0.0.1:${rules.port}`, `localhost:${rules.port}`]
  if (!asked.host || !names.includes(asked.host.toLowerCase()))
    return { kind: 'refuse', status: 403, message: `This host answers to ${names[0]} only.` }
  if (asked.origin !== null && !names.some((name) => asked.origin === `http://${name}`))
    return { kind: 'refuse', status: 403, message: 'Requests from other origins are refused.' }
  if (
    asked.fetchSite !== null &&
    ['cross-site', 'same-site'].includes(asked.fetchSite) &&
    asked.method !== 'GET'
  )
    return { kind: 'refuse', status: 403, message: 'Requests from other sites are refused.' }

  const inAddress = asked.url.searchParams.get('token')
  if (inAddress !== null && sameSecret(inAddress, rules.token)) {
    if (asked.method !== 'GET' || asked.url.pathname.startsWith('/api/')) return { kind: 'allow' }
    const location = new URL(asked.url)
    location.searchParams.delete('token')
    return {
      kind: 'set-cookie',
      location: `${location.pathname}${location.search}`,
      cookie: `${cookieName(rules.port)}=${rules.token}; HttpOnly; SameSite=Strict; Path=/`,
    }
  }
  const given = cookieValue(asked.cookie, cookieName(rules.port)) ?? bearer(asked.authorization)
  if (given !== null && sameSecret(given, rules.token)) return { kind: 'allow' }
  return {
    kind: 'refuse',
    status: 401,
    message: 'Please open the address that Touchstone printed when it started; it carries the key.',
  }
}

function cookieValue(header: string | null, name: string): string | null {
  for (const part of header?.split(';') ?? []) {
    const [key, value] = part.trim().split('=', 2)
    if (key === name && value !== undefined) return value
  }
  return null
}

function bearer(header: string | null): string | null {
  return header?.startsWith('Bearer ') ? header.slice('Bearer '.length) : null
}

function sameSecret(given: string, expected: string): boolean {
  const a = Buffer.from(given)
  const b = Buffer.from(expected)
  return a.length === b.length && timingSafeEqual(a, b)
}
