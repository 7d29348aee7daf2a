// @vitest-environment happy-dom
import { flushPromises, mount } from '@vue/test-utils'
import { afterEach, expect, test, vi } from 'vitest'
import { defineComponent } from 'vue'
import { useCollectionInstalls } from '../../../src-renderer/composables/use-collection-installs.ts'

afterEach(() => vi.unstubAllGlobals())
const digest = `sha256:${'ab'.repeat(32)}`

function begin(later: (id: string) => object) {
  const sent: string[] = []
  let count = 0
  vi.stubGlobal('fetch', (address: string, { method = 'GET' }: RequestInit = {}) => {
    sent.push(`${method} ${address}`)
    const work = { state: 'running', fraction: 0, message: 'copying', tool: null }
    if (address === '/api/tools/install')
      return Promise.resolve(Response.json({ ...work, id: `i${++count}` }))
    if (address.endsWith('/cancel')) return Promise.resolve(Response.json({ cancelled: true }))
    const id = address.split('/').at(-1)!
    return Promise.resolve(Response.json({ ...work, id, ...later(id) }))
  })
  const done = vi.fn()
  const held: { found: ReturnType<typeof useCollectionInstalls> | null } = { found: null }
  mount(
    defineComponent(() => {
      held.found = useCollectionInstalls(done, 1)
      return () => null
    }),
  )
  return { done, sent, ...held.found! }
}

test('two entries are followed to their own ends', async () => {
  const { start, works, done } = begin((id) =>
    id === 'i1'
      ? { state: 'done', fraction: 1, tool: digest }
      : { state: 'failed', message: 'It has no weights.' },
  )
  await Promise.all([start('/zoo', 'a'), start('/zoo', 'b')])
  await vi.waitFor(() => {
    expect([...works.value.values()].map(({ state }) => state)).toEqual(['done', 'failed'])
  })
  expect(works.value.get('b')?.message).toBe('It has no weights.')
  expect(done.mock.calls).toEqual([['a', digest]])
})

test('an entry under way is not begun twice, and can be cancelled', async () => {
  const { start, cancel, sent } = begin(() => ({}))
  await start('/zoo', 'a')
  await start('/zoo', 'a')
  await cancel('a')
  expect(sent.filter((line) => line === 'POST /api/tools/install').length).toBe(1)
  expect(sent).toContain('POST /api/tools/installations/i1/cancel')
})

test('an answer that comes after another collection was read is forgotten', async () => {
  const { start, forget, works } = begin(() => ({ state: 'done', tool: digest }))
  await start('/zoo', 'a')
  forget()
  await flushPromises()
  await new Promise((resolve) => setTimeout(resolve, 10))
  expect(works.value.size).toBe(0)
})
