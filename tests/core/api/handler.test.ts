import { expect, test } from 'vitest'
import { problemSchema } from '../../../src-main/contract/error-codes.ts'
import { contentSecurityPolicy } from '../../../src-main/core/api/security-headers.ts'
import { coreUnderTest } from '../../fixtures/core-under-test.ts'
import { frozenDataset } from '../../fixtures/scripted-engine.ts'

const script = { dataset: frozenDataset(['a']), outcome: () => 0.5 }

test.each(['/api/workspace', '/api/none', '/none.html', '/api/runs/none', '/api/history?after=x'])(
  '%s carries the CSP and forbids sniffing, whatever the answer',
  async (path) => {
    const { get } = await coreUnderTest(script)
    const response = await get(path)
    expect(response.headers.get('content-security-policy')).toBe(contentSecurityPolicy)
    expect(response.headers.get('x-content-type-options')).toBe('nosniff')
  },
)

test.each([
  ['/api/none', 404, 'not-found'],
  ['/api/runs/none', 404, 'not-found'],
  ['/api/comparisons/none', 404, 'not-found'],
  ['/api/datasets/none', 404, 'not-found'],
  ['/api/evaluations/none', 404, 'not-found'],
  ['/api/history?after=minus', 400, 'bad-request'],
  ['/', 404, 'not-found'],
])('%s answers %i with a problem', async (path, status, code) => {
  const { get } = await coreUnderTest(script)
  const response = await get(path)
  expect(response.status).toBe(status)
  expect(problemSchema.parse(await response.json()).error.code).toBe(code)
})

test('a wrong method is not found', async () => {
  const { post } = await coreUnderTest(script)
  expect((await post('/api/workspace')).status).toBe(404)
})

test('answers of the API are not stored by the browser', async () => {
  const { get } = await coreUnderTest(script)
  expect((await get('/api/runs')).headers.get('cache-control')).toBe('no-store')
})
