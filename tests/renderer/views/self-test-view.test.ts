// @vitest-environment happy-dom
import { flushPromises, mount, RouterLinkStub } from '@vue/test-utils'
import { createPinia } from 'pinia'
import { afterEach, expect, test, vi } from 'vitest'
import type { SelftestWork } from '../../../src-main/contract/selftest.ts'
import SelfTestView from '../../../src-renderer/views/SelfTestView.vue'
import { fakeValue, fakeWork } from '../fixtures/fake-selftest.ts'

afterEach(() => {
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

/** `works`: what is answered one after the other; the last one stays. */
async function view(works: readonly SelftestWork[], known: readonly SelftestWork[] = []) {
  const sent: { address: string; method: string; body: unknown }[] = []
  let turn = 0
  vi.stubGlobal('fetch', (address: string, { method = 'GET', body }: RequestInit) => {
    sent.push({ address, method, body: typeof body === 'string' ? JSON.parse(body) : null })
    if (address.includes('/values'))
      return Promise.resolve(
        Response.json({
          total: 150,
          values: [
            fakeValue(),
            fakeValue({ name: 'pq_strict', verdict: 'differs', reason: 'dq is missing' }),
          ],
        }),
      )
    if (address.endsWith('/cancel')) return Promise.resolve(Response.json({ cancelled: true }))
    if (method === 'GET' && address === '/api/selftests')
      return Promise.resolve(Response.json(known))
    return Promise.resolve(Response.json(works[Math.min(turn++, works.length - 1)]))
  })
  const wrapper = mount(SelfTestView, {
    global: { plugins: [createPinia()], stubs: { RouterLink: RouterLinkStub } },
  })
  await flushPromises()
  return { wrapper, sent }
}

test('the anchors are computed at once, and the answer is a sentence', async () => {
  const { wrapper, sent } = await view([fakeWork()])
  expect(sent[1]).toMatchObject({ method: 'POST', body: { folder: null } })
  expect(wrapper.get('.answer').text()).toContain('1 of 151 values differs from its reference.')
})

test('a result that is known already is shown, not computed anew', async () => {
  const { sent } = await view([], [fakeWork()])
  expect(sent.filter(({ method }) => method === 'POST')).toEqual([])
})

test('who comes back to a folder finds it chosen', async () => {
  const { wrapper } = await view([], [fakeWork({ shipped: false, folder: '/data' })])
  expect(wrapper.get<HTMLInputElement>('input[type="text"]').element.value).toBe('/data')
})

test('what differs lies open with both values, the difference and the reason', async () => {
  const { wrapper } = await view([fakeWork()])
  const openers = wrapper.findAll('.opener')
  expect(openers.map((one) => one.attributes('aria-expanded'))).toEqual(['true', 'false'])
  const text = wrapper.get('table.values').text()
  for (const shown of ['squares', 'Two squares.', '0.3333333333', '3.3e−7', '± 1e−6'])
    expect(text).toContain(shown)
  expect(text).toContain('dq is missing')
  expect(wrapper.text()).toContain('2 of 150 are shown.')
})

test('only what differs: the kinds without a difference go', async () => {
  const { wrapper, sent } = await view([fakeWork()])
  await wrapper.get('select').setValue('differs')
  await flushPromises()
  expect(wrapper.findAll('.opener').map((one) => one.text())).toEqual(['▾Objects'])
  expect(sent.at(-1)?.address).toContain('verdict=differs')
})

test('while it runs it says how far it is and can be cancelled', async () => {
  const running = fakeWork({ state: 'running', fraction: 0.4, message: '4 of 10', summary: null })
  const { wrapper, sent } = await view([running])
  expect(wrapper.text()).toContain('4 of 10')
  await wrapper
    .findAll('button')
    .find((button) => button.text() === 'Cancel')!
    .trigger('click')
  await flushPromises()
  expect(sent.some(({ address }) => address === '/api/selftests/st/cancel')).toBe(true)
  wrapper.unmount()
})

test('a folder is computed where one is chosen, and its trouble is a sentence', async () => {
  const message = 'There is no reference collection in /data: the file cases.json is missing.'
  const failed = fakeWork({ state: 'failed', message, summary: null, shipped: false })
  const { wrapper, sent } = await view([fakeWork(), failed])
  await wrapper.get('input[value="folder"]').setValue()
  await wrapper.get('input[type="text"]').setValue('/data')
  await wrapper.get('form').trigger('submit')
  await flushPromises()
  expect(sent.at(-1)).toMatchObject({ method: 'POST', body: { folder: '/data' } })
  expect(wrapper.get('[role="alert"]').text()).toContain('cases.json is missing')
})
