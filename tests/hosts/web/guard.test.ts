import { expect, test } from 'vitest'
import { judge, type AskedRequest } from '../../../src-main/hosts/web/guard.ts'

const rules = { port: 4321, token: 'a-good-secret' }
const asked = (change: Partial<AskedRequest> & { address?: string } = {}): AskedRequest => ({
  method: 'GET',
  url: new URL(change.address ?? 'http://127.0.0.1:4321/api/history'),
  host: '127.0.0.1:4321',
  origin: null,
  fetchSite: null,
  cookie: null,
  authorization: null,
  ...change,
})

test.each([
  ['the cookie', asked({ cookie: 'x=1; touchstone-4321=a-good-secret' })],
  ['a bearer token', asked({ authorization: 'Bearer a-good-secret' })],
  [
    'the token in an API address',
    asked({ address: 'http://127.0.0.1:4321/api/history?token=a-good-secret' }),
  ],
  ['localhost by name', asked({ host: 'localhost:4321', cookie: 'touchstone-4321=a-good-secret' })],
  [
    'its own origin',
    asked({
      method: 'POST',
      origin: 'http://127.0.0.1:4321',
      cookie: 'touchstone-4321=a-good-secret',
    }),
  ],
])('allows %s', (_, request) => {
  expect(judge(request, rules)).toEqual({ kind: 'allow' })
})

test.each([
  ['no token', asked(), 401],
  ['a wrong token', asked({ authorization: 'Bearer wrong' }), 401],
  ['a wrong token of the same length', asked({ authorization: 'Bearer a-good-secreT' }), 401],
  [
    'a wrong token in a page address',
    asked({ address: 'http://127.0.0.1:4321/?token=wrong' }),
    401,
  ],
  ['the cookie of another port', asked({ cookie: 'touchstone-1=a-good-secret' }), 401],
  [
    'a rebound host name',
    asked({ host: 'evil.example:4321', authorization: 'Bearer a-good-secret' }),
    403,
  ],
  ['no host', asked({ host: null, authorization: 'Bearer a-good-secret' }), 403],
  ['another port', asked({ host: '127.0.0.1:1', authorization: 'Bearer a-good-secret' }), 403],
  [
    'a foreign origin',
    asked({ origin: 'http://evil.example', authorization: 'Bearer a-good-secret' }),
    403,
  ],
  ['an opaque origin', asked({ origin: 'null', authorization: 'Bearer a-good-secret' }), 403],
  [
    'a post from another site',
    asked({ method: 'POST', fetchSite: 'cross-site', cookie: 'touchstone-4321=a-good-secret' }),
    403,
  ],
])('refuses %s', (_, request, status) => {
  expect(judge(request, rules)).toMatchObject({ kind: 'refuse', status })
})

test('a page address with the token becomes a cookie and the same address without it', () => {
  const verdict = judge(asked({ address: 'http://127.0.0.1:4321/?token=a-good-secret&x=1' }), rules)
  expect(verdict).toEqual({
    kind: 'set-cookie',
    location: '/?x=1',
    cookie: 'touchstone-4321=a-good-secret; HttpOnly; SameSite=Strict; Path=/',
  })
})
