import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  isWebAddress,
  networkError,
  openAddress,
} from '../../../../src-main/core/models/download/open-address.ts'
import { serve, type WebServer } from '../../../fixtures/web-server.ts'

let server: WebServer
const answers: Parameters<typeof serve>[0] = { '/file': 'abc' }
beforeAll(async () => {
  server = await serve(answers)
})
afterAll(() => server.close())

const fromHere = { origin: 'machine' } as const
const leadTo =
  (location: string): Extract<(typeof answers)[string], (...a: never[]) => unknown> =>
  (_, response) => {
    response.writeHead(302, { location }).end()
  }

test('answers with the stated size and how near it is', async () => {
  const answer = await openAddress(`${server.origin}/file`, fromHere)
  answer.body.destroy()
  expect(answer).toMatchObject({
    address: `${server.origin}/file`,
    reach: 'machine',
    sizeBytes: 3,
  })
})

test('follows redirects, relative ones too, and says where they ended', async () => {
  answers['/moved'] = leadTo('/file')
  const answer = await openAddress(`${server.origin}/moved`, fromHere)
  answer.body.destroy()
  expect(answer.address).toBe(`${server.origin}/file`)
})

test('gives up where addresses lead in a circle', async () => {
  answers['/circle'] = leadTo('/circle')
  await expect(openAddress(`${server.origin}/circle`, fromHere)).rejects.toMatchObject({
    code: 'not-reachable',
  })
})

test('what came from further away asks nothing on this machine', async () => {
  const before = server.asked.length
  for (const origin of ['public', 'private'] as const)
    await expect(openAddress(`${server.origin}/file`, { origin })).rejects.toMatchObject({
      code: 'not-allowed',
    })
  const named = server.origin.replace('127.0.0.1', 'localhost')
  await expect(openAddress(`${named}/file`, { origin: 'public' })).rejects.toMatchObject({
    code: 'not-allowed',
  })
  expect(server.asked.length).toBe(before)
})

test.each([
  ['a redirect to what is never asked', 'http://169.254.169.254/latest', 'not-allowed'],
  ['a redirect to a file', 'file:///etc/passwd', 'bad-request'],
  ['a redirect to the internet without encryption', 'http://8.8.8.8/', 'not-allowed'],
])('%s is refused', async (_, location, code) => {
  answers['/elsewhere'] = leadTo(location)
  await expect(openAddress(`${server.origin}/elsewhere`, fromHere)).rejects.toMatchObject({ code })
})

test.each([
  ['ftp://example.org/x', 'bad-request'],
  ['file:///etc/passwd', 'bad-request'],
  ['no address', 'bad-request'],
  ['https://user:secret@example.org/x', 'not-allowed'],
])('%s is refused as %s', async (address, code) => {
  const refused = openAddress(address, fromHere)
  await expect(refused).rejects.toMatchObject({ code })
  await expect(refused).rejects.not.toThrow(/secret/)
})

test.each([
  [404, 'there is no such file'],
  [403, 'without an account'],
  [429, 'later'],
  [500, 'cannot give it now'],
])('an answer of %i is a sentence', async (status, words) => {
  answers['/status'] = (_, response) => response.writeHead(status).end()
  const asked = openAddress(`${server.origin}/status`, fromHere)
  await expect(asked).rejects.toMatchObject({ code: 'not-reachable' })
  await expect(asked).rejects.toThrow(new RegExp(`${status}.*${words}`))
})

test('a server that is not there is a sentence, and cancelling is no failure', async () => {
  const gone = await serve({})
  await gone.close()
  await expect(openAddress(`${gone.origin}/x`, fromHere)).rejects.toThrow(/nothing answers there/)
  const signal = AbortSignal.abort()
  await expect(openAddress(`${server.origin}/file`, { ...fromHere, signal })).rejects.toMatchObject(
    { code: 'cancelled' },
  )
})

test('without a network the sentence says what to do instead', () => {
  const error = Object.assign(new Error('getaddrinfo'), { code: 'ENOTFOUND' })
  const told = networkError(new URL('https://example.org/a.json'), error)
  expect(told).toMatchObject({ code: 'not-reachable' })
  expect(told.message).toMatch(/example\.org cannot be found.*offline.*file or folder/)
  const both = new AggregateError([Object.assign(new Error('x'), { code: 'ENETUNREACH' })])
  expect(networkError(new URL('https://example.org/'), both).message).toMatch(/no way to it/)
})

test('only http and https are web addresses', () => {
  expect(['http://a/b', 'HTTPS://a', 'file:///a', '/a', 'a.yaml'].map(isWebAddress)).toEqual([
    ...[true, true, false, false, false],
  ])
})
