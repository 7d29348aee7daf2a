// @vitest-environment happy-dom
import { flushPromises, mount } from '@vue/test-utils'
import { createPinia } from 'pinia'
import { afterEach, expect, test, vi } from 'vitest'
import SettingsView from '../../../src-renderer/views/SettingsView.vue'

afterEach(() => vi.unstubAllGlobals())

const defaults = { execution: 'fastest', threads: null, memoryLimitMb: null }
const machine = {
  providers: [
    { provider: 'cuda', works: false, reason: 'no NVIDIA graphics card' },
    { provider: 'webgpu', works: true, reason: null },
    { provider: 'cpu', works: true, reason: null },
  ],
  preferred: 'webgpu',
}

async function view(refuse = false) {
  const sent: { address: string; method: string; body: unknown }[] = []
  vi.stubGlobal('fetch', (address: string, { method = 'GET', body }: RequestInit) => {
    const given: unknown = typeof body === 'string' ? JSON.parse(body) : null
    sent.push({ address, method, body: given })
    if (refuse && method === 'PUT') {
      const error = { code: 'bad-request', message: 'threads is wrong: too small.' }
      return Promise.resolve(Response.json({ error }, { status: 400 }))
    }
    const answer = address.startsWith('/api/execution')
      ? machine
      : { settings: given ?? defaults, usualThreads: 2 }
    return Promise.resolve(Response.json(answer))
  })
  const wrapper = mount(SettingsView, { global: { plugins: [createPinia()] } })
  await flushPromises()
  return { wrapper, sent }
}

test('shows what works on this machine and why others do not', async () => {
  const { wrapper, sent } = await view()
  expect(wrapper.text()).toContain('Models run on WebGPU (graphics card) here')
  const rows = wrapper.findAll('tbody tr').map((row) => row.text())
  expect(rows).toHaveLength(3)
  expect(rows[0]).toMatch(/CUDA.*no.*no NVIDIA graphics card/)
  const again = wrapper.findAll('button').find((button) => button.text() === 'Try again')!
  await again.trigger('click')
  await flushPromises()
  expect(sent.at(-1)).toMatchObject({ address: '/api/execution/try', method: 'POST' })
})

test('keeps what was chosen for the workspace', async () => {
  const { wrapper, sent } = await view()
  await wrapper.get('input[value="repeatable"]').setValue()
  const [threads, memory] = wrapper.findAll('input[type="text"]')
  await threads!.setValue('6')
  await memory!.setValue('4096')
  await wrapper.get('form').trigger('submit')
  await flushPromises()
  expect(sent.at(-1)).toEqual({
    address: '/api/settings',
    method: 'PUT',
    body: { execution: 'repeatable', threads: 6, memoryLimitMb: 4096 },
  })
  expect(wrapper.text()).toContain('Kept for this workspace.')
})

test('what cannot be kept is said, and stays typed', async () => {
  const { wrapper } = await view(true)
  const [threads] = wrapper.findAll<HTMLInputElement>('input[type="text"]')
  await threads!.setValue('0')
  await wrapper.get('form').trigger('submit')
  await flushPromises()
  expect(wrapper.text()).toContain('threads is wrong: too small.')
  expect(wrapper.text()).not.toContain('Kept for this workspace.')
  expect(threads!.element.value).toBe('0')
})
