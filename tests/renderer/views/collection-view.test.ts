// @vitest-environment happy-dom
import { flushPromises, mount } from '@vue/test-utils'
import { createPinia } from 'pinia'
import { afterEach, expect, test, vi } from 'vitest'
import type { Collection } from '../../../src-main/contract/shelf.ts'
import { router } from '../../../src-renderer/router.ts'
import CollectionView from '../../../src-renderer/views/CollectionView.vue'
import { fakeCollection, fakeEntry } from '../fixtures/fake-bare.ts'

afterEach(() => vi.unstubAllGlobals())
const digest = `sha256:${'ab'.repeat(32)}`

async function view(collection: Collection, installed: object = {}) {
  const sent: { address: string; body: unknown }[] = []
  vi.stubGlobal('fetch', (address: string, { body }: RequestInit = {}) => {
    sent.push({ address, body: typeof body === 'string' ? JSON.parse(body) : null })
    const work = { id: 'i1', state: 'running', fraction: 0.5, message: 'copying', tool: null }
    const answer = address === '/api/collections' ? collection : { ...work, ...installed }
    return Promise.resolve(Response.json(answer))
  })
  const wrapper = mount(CollectionView, { global: { plugins: [createPinia(), router] } })
  const before = sent.length
  await wrapper.find('input[type=text]').setValue(collection.source)
  const sentence = wrapper.find('form').text()
  await wrapper.find('form').trigger('submit')
  await flushPromises()
  return { wrapper, sent, before, sentence }
}

const three = fakeCollection({
  entries: [
    fakeEntry(),
    fakeEntry({ id: 'b', name: 'Old', runsHere: false, reason: 'only PyTorch weights' }),
    fakeEntry({ id: 'c', name: 'Far', runsHere: null, download: null, licence: null }),
  ],
  problems: [{ entry: 'broken-bee', message: 'It has no name.' }],
})

test('every model says what it is and whether it runs here; problems are listed', async () => {
  const { wrapper } = await view(three)
  expect(wrapper.find('h2').text()).toContain('Zoo: 3 models. 1 run here')
  const rows = wrapper.findAll('tbody tr').map((row) => row.text())
  expect(rows[0]).toMatch(/Nuclei U-Net.*MIT.*A\. Person.*nuclei.*runs here/)
  expect(rows[1]).toMatch(/does not run here.*only PyTorch weights/)
  expect(rows[2]).toContain('found on install')
  expect(rows[2]).toContain('Nothing to install from.')
  expect(wrapper.find('details').text()).toContain('broken-bee It has no name.')
})

test('a search and a filter leave what fits', async () => {
  const { wrapper } = await view(three)
  await wrapper.find('input[type=search]').setValue('old')
  expect(wrapper.findAll('tbody tr').length).toBe(1)
  await wrapper.find('select').setValue('runs')
  expect(wrapper.text()).toContain('No model fits this search and filter.')
})

test('only a typed address goes online, and the page says so before', async () => {
  const file = await view(three)
  expect(file.before).toBe(0)
  expect(file.sentence).toContain('without a network')
  const web = await view({ ...three, source: 'https://example.org/c.json' })
  expect(web.before).toBe(0)
  expect(web.sentence).toContain('This goes online')
  expect(web.sentence).toContain('example.org')
})

test('an entry is installed with progress, and can be cancelled', async () => {
  const { wrapper, sent } = await view(three)
  await wrapper.find('tbody button').trigger('click')
  await flushPromises()
  expect(sent.find(({ address }) => address === '/api/tools/install')?.body).toEqual({
    ...{ collection: '/data/zoo', entry: 'affable-shark' },
  })
  expect(wrapper.find('tbody [role=status]').text()).toBe('copying')
  await wrapper.find('tbody button').trigger('click')
  await flushPromises()
  expect(sent.map(({ address }) => address)).toContain('/api/tools/installations/i1/cancel')
  wrapper.unmount()
})

test('what is installed leads to its page', async () => {
  const { wrapper } = await view(three, { state: 'done', fraction: 1, tool: digest })
  await wrapper.find('tbody button').trigger('click')
  await flushPromises()
  expect(wrapper.find('tbody a').attributes('href')).toBe(`#/tools/${digest}`)
})

test('why an installation failed stands under its row', async () => {
  const { wrapper } = await view(three, { state: 'failed', message: 'It has no weights.' })
  await wrapper.find('tbody button').trigger('click')
  await flushPromises()
  expect(wrapper.find('tbody [role=alert]').text()).toBe('Nuclei U-Net: It has no weights.')
  expect(wrapper.find('tbody button').text()).toBe('Try again')
})

test('of a thousand models fifty are in the page', async () => {
  const entries = Array.from({ length: 1000 }, (_, index) => fakeEntry({ id: `m${index}` }))
  const { wrapper } = await view(fakeCollection({ entries }))
  expect(wrapper.findAll('tbody tr').length).toBe(50)
  const next = wrapper.findAll('nav button').find((button) => button.text() === 'Next')!
  await next.trigger('click')
  expect(wrapper.find('tbody tr').text()).toContain('m50')
})
