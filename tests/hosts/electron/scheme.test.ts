import { expect, test } from 'vitest'
import { contentSecurityPolicy } from '../../../src-main/core/api/security-headers.ts'
import {
  schemeDescription,
  serveScheme,
  type Handle,
} from '../../../src-main/hosts/electron/scheme.ts'

type Protocol = Parameters<typeof serveScheme>[0]
type Registered = (request: Request) => Promise<Response>

function registered(handle: Handle): Registered {
  let found: Registered | null = null
  const protocol: Protocol = {
    handle: (_scheme, handler) => {
      found = handler as Registered
    },
  }
  serveScheme(protocol, handle)
  if (!found) throw new Error('nothing was registered')
  return found
}

test('the scheme is standard, secure and fetchable, and never passes by the CSP', () => {
  expect(schemeDescription.privileges).toEqual({
    standard: true,
    secure: true,
    supportFetchAPI: true,
    codeCache: true,
  })
})

test('our own requests reach the core', async () => {
  const handler = registered((request) =>
    Promise.resolve(new Response(new URL(request.url).pathname)),
  )
  const response = await handler(new Request('touchstone://app/api/history'))
  expect(await response.text()).toBe('/api/history')
})

test('another host of the scheme is refused with the CSP', async () => {
  const handler = registered(() => Promise.resolve(new Response('reached')))
  const response = await handler(new Request('touchstone://evil/api/history'))
  expect(response.status).toBe(403)
  expect(response.headers.get('content-security-policy')).toBe(contentSecurityPolicy)
})

test('another initiator is refused', async () => {
  const handler = registered(() => Promise.resolve(new Response('reached')))
  const request = Object.assign(new Request('touchstone://app/'), {
    initiatorOrigin: 'https://evil.example',
  })
  expect((await handler(request)).status).toBe(403)
})

test('a throw becomes an answer, not a network error', async () => {
  const handler = registered(() => Promise.reject(new Error('broken')))
  const response = await handler(new Request('touchstone://app/'))
  expect(response.status).toBe(500)
  expect(await response.json()).toEqual({ error: { code: 'internal', message: 'broken' } })
})
