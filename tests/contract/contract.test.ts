/** The contract directly and over HTTP, and what the web host refuses before the core is asked. */
import { request as httpRequest, type IncomingMessage } from 'node:http'
import { expect, test } from 'vitest'
import { contentSecurityPolicy } from '../../src-main/core/api/security-headers.ts'
import { cookieName } from '../../src-main/hosts/web/guard.ts'
import type { WebHost } from '../../src-main/hosts/web/listen.ts'
import { webDoor } from './doors.ts'
import { expectSameAnswers } from './same-answers.ts'

let host: WebHost
expectSameAnswers('the web host', async (core) => {
  const door = await webDoor(core)
  host = door.host
  return door
})

/** Plain HTTP, because fetch forbids a foreign Host and hides the cookie. */
function ask(
  path: string,
  headers: Record<string, string>,
  method = 'GET',
): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    httpRequest(`${host.origin}${path}`, { headers, method }, (answer) => {
      answer.resume()
      resolve(answer)
    })
      .on('error', reject)
      .end()
  })
}

const bearer = (): Record<string, string> => ({ authorization: `Bearer ${host.token}` })
const refusals: readonly (readonly [string, number, () => Record<string, string>])[] = [
  ['no token', 401, () => ({})],
  ['a wrong token', 401, () => ({ authorization: 'Bearer wrong' })],
  ['a foreign host name', 403, () => ({ ...bearer(), host: 'evil.example' })],
  ['a foreign origin', 403, () => ({ ...bearer(), origin: 'http://evil.example' })],
  ['an opaque origin', 403, () => ({ ...bearer(), origin: 'null' })],
]

test.each(refusals)(
  '%s is refused with %i, with the CSP, everywhere',
  async (_, status, headers) => {
    for (const path of ['/', '/api/history', '/assets/page-abc.js', '/api/nothing']) {
      const answer = await ask(path, headers())
      expect([path, answer.statusCode]).toEqual([path, status])
      expect(answer.headers['content-security-policy']).toBe(contentSecurityPolicy)
      expect(answer.headers['set-cookie']).toBeUndefined()
    }
  },
)

test('a refused request changes nothing', async () => {
  const total = async (): Promise<number> =>
    (
      (await (await fetch(`${host.origin}/api/history?limit=1`, { headers: bearer() })).json()) as {
        total: number
      }
    ).total
  const before = await total()
  expect((await ask('/api/history/verify', {}, 'POST')).statusCode).toBe(401)
  expect(
    (await ask('/api/history/verify', { ...bearer(), origin: 'http://evil.example' }, 'POST'))
      .statusCode,
  ).toBe(403)
  expect(await total()).toBe(before)
})

test('the printed address leads to a cookie, and the cookie to the page', async () => {
  const first = await ask(new URL(host.address).pathname + new URL(host.address).search, {})
  expect(first.statusCode).toBe(303)
  expect(first.headers.location).toBe('/')
  expect(first.headers['content-security-policy']).toBe(contentSecurityPolicy)
  const cookie = first.headers['set-cookie']?.[0] ?? ''
  const name = cookieName(Number(new URL(host.origin).port))
  expect(cookie).toBe(`${name}=${host.token}; HttpOnly; SameSite=Strict; Path=/`)
  const second = await ask('/', { cookie: cookie.split(';')[0] ?? '' })
  expect(second.statusCode).toBe(200)
  expect((await ask('/api/history', { cookie: `${name}=${host.token}x` })).statusCode).toBe(401)
})

test('the token in an API address answers without a cookie', async () => {
  const answer = await ask(`/api/history?token=${host.token}`, {})
  expect(answer.statusCode).toBe(200)
  expect(answer.headers['set-cookie']).toBeUndefined()
})
