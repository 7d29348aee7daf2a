import { afterEach, describe, expect, test, vi } from 'vitest'
import { addressOf, call } from '../../../src-renderer/api/client.ts'
import { ApiProblem } from '../../../src-renderer/api/problem.ts'

afterEach(() => vi.unstubAllGlobals())
const answer = (body: BodyInit | null, status = 200) =>
  vi.stubGlobal('fetch', () => Promise.resolve(new Response(body, { status })))

describe('addressOf', () => {
  test('encodes parts and queries', () => {
    expect(addressOf('/api/runs/:run/cases/:case', { run: 'a/b', case: 'ä 1' }, { after: 3 })).toBe(
      '/api/runs/a%2Fb/cases/%C3%A4%201?after=3',
    )
  })
  test('refuses a missing part', () => {
    expect(() => addressOf('/api/runs/:run', {})).toThrow('run')
  })
})

describe('call', () => {
  test('gives the sentence and code of the core', async () => {
    answer(JSON.stringify({ error: { code: 'not-found', message: 'There is no run x.' } }), 404)
    const error: unknown = await call('run', { params: { run: 'x' } }).catch((e: unknown) => e)
    expect(error).toBeInstanceOf(ApiProblem)
    expect(error).toMatchObject({ code: 'not-found', message: 'There is no run x.', status: 404 })
  })
  test('says what to do without permission', async () => {
    answer('no', 401)
    await expect(call('runs')).rejects.toThrow(/Open the address/)
  })
  test('names the field that is not as the contract has it', async () => {
    answer(JSON.stringify({ cancelled: 'perhaps' }))
    await expect(call('cancelEvaluation', { params: { evaluation: 'e' } })).rejects.toThrow(
      /cancelled/,
    )
  })
  test('lets an abort through', async () => {
    vi.stubGlobal('fetch', () => Promise.reject(new DOMException('stop', 'AbortError')))
    await expect(call('runs')).rejects.toMatchObject({ name: 'AbortError' })
  })
})
