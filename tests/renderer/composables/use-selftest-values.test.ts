import { afterEach, expect, test, vi } from 'vitest'
import { useSelftestValues } from '../../../src-renderer/composables/use-selftest-values.ts'
import { fakeValue } from '../fixtures/fake-selftest.ts'

afterEach(() => vi.unstubAllGlobals())

const question = { selftest: 'st', kind: 'instance', verdict: '', find: '' } as const
const names = ['a', 'b', 'c', 'd', 'e']

function answering(): string[] {
  const addresses: string[] = []
  vi.stubGlobal('fetch', (address: string) => {
    addresses.push(address)
    const query = new URL(address, 'http://host').searchParams
    const after = Number(query.get('after'))
    const own = names.slice(after, after + Number(query.get('limit')))
    const values = own.map((name) => fakeValue({ name: `${query.get('find') ?? ''}${name}` }))
    return Promise.resolve(Response.json({ total: names.length, values }))
  })
  return addresses
}

test('values come a page at a time and stay', async () => {
  const addresses = answering()
  const { values, total, load, more } = useSelftestValues(2)
  await load(question)
  expect(values.value.map(({ name }) => name)).toEqual(['a', 'b'])
  await more()
  expect(values.value.map(({ name }) => name)).toEqual(['a', 'b', 'c', 'd'])
  expect(total.value).toBe(5)
  expect(addresses[1]).toContain('after=2')
})

test('a late answer to an older question is dropped', async () => {
  answering()
  const { values, load } = useSelftestValues(1)
  await Promise.all([load({ ...question, find: 'old ' }), load({ ...question, find: 'new ' })])
  expect(values.value.map(({ name }) => name)).toEqual(['new a'])
})

test('what went wrong is a sentence', async () => {
  const error = { code: 'not-found', message: 'There is no self-test st.' }
  vi.stubGlobal('fetch', () => Promise.resolve(Response.json({ error }, { status: 404 })))
  const { problem, load } = useSelftestValues()
  await load(question)
  expect(problem.value).toBe('There is no self-test st.')
})
