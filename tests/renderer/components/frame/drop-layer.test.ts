// @vitest-environment happy-dom
import { flushPromises, mount } from '@vue/test-utils'
import { createPinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createMemoryHistory, createRouter } from 'vue-router'
import DropLayer from '../../../../src-renderer/components/frame/DropLayer.vue'
import { useDroppedFile } from '../../../../src-renderer/stores/dropped-file.ts'

const page = { template: '<i></i>' }
const routes = [
  { path: '/', component: page },
  { path: '/image', name: 'image', component: page },
]

let unmount: () => void
async function layer() {
  const router = createRouter({ history: createMemoryHistory(), routes })
  await router.push('/')
  const wrapper = mount(DropLayer, { global: { plugins: [router] }, attachTo: document.body })
  unmount = () => {
    wrapper.unmount()
  }
  return { wrapper, router, store: useDroppedFile() }
}
beforeEach(() => {
  setActivePinia(createPinia())
})
afterEach(() => {
  unmount()
})

describe('the layer for dropped files', () => {
  test('leads to the page of the image once its path is known', async () => {
    const { router, store } = await layer()
    store.ready = '/drive/a b.tif'
    await flushPromises()
    expect(router.currentRoute.value).toMatchObject({
      name: 'image',
      query: { path: '/drive/a b.tif' },
    })
    expect(store.ready).toBeNull()
  })
  test('tells how large a file is before it copies it, and the way without a copy', async () => {
    const { store } = await layer()
    store.question = { name: 'large.tif', size: 2_300_000_000 } as File
    await flushPromises()
    const dialog = document.querySelector('[role="dialog"]')
    expect(dialog?.textContent).toMatch(/large\.tif has 2\.30 GB/)
    expect(dialog?.querySelector('a')?.textContent?.trim()).toBe('Choose it by its path')
    document.querySelector<HTMLButtonElement>('[aria-label="Close"]')?.click()
    await flushPromises()
    expect(store.question).toBeNull()
  })
  test('shows how far a copy is, and a refusal in words', async () => {
    const { wrapper, store } = await layer()
    store.copying = { name: 'a.tif', fraction: 0.42 }
    await flushPromises()
    expect(wrapper.get('[role="status"]').text()).toMatch(/Copying a\.tif.*42 %/)
    store.copying = null
    store.problem = 'The disk is full.'
    await flushPromises()
    expect(wrapper.get('[role="status"]').text()).toContain('The disk is full.')
    await wrapper.get('button').trigger('click')
    expect(wrapper.find('[role="status"]').exists()).toBe(false)
  })
})
