// @vitest-environment happy-dom
import { flushPromises, mount } from '@vue/test-utils'
import { createPinia } from 'pinia'
import { afterEach, expect, test, vi } from 'vitest'
import { createMemoryHistory, createRouter } from 'vue-router'
import MetricsView from '../../../src-renderer/views/MetricsView.vue'
import { fakeDoc } from '../fixtures/fake-selftest.ts'

afterEach(() => vi.unstubAllGlobals())

async function view(address: string) {
  const other = { ...fakeDoc, metric: { ...fakeDoc.metric, id: 'iou', name: 'IoU' }, proofs: [] }
  vi.stubGlobal('fetch', () => Promise.resolve(Response.json([fakeDoc, other])))
  const router = createRouter({
    history: createMemoryHistory(),
    routes: [
      { path: '/metrics', name: 'metrics', component: MetricsView },
      { path: '/selftest', name: 'selftest', component: { template: '<p />' } },
    ],
  })
  await router.push(address)
  const wrapper = mount(MetricsView, { global: { plugins: [createPinia(), router] } })
  await flushPromises()
  return wrapper
}

test('each metric stands with formula, options, empty cases and what proves it', async () => {
  const wrapper = await view('/metrics')
  const [dice, iou] = wrapper.findAll('article').map((article) => article.text())
  for (const shown of [
    ...['2 |T ∩ P| / (|T| + |P|)', 'Largest distance.', 'undefined (both empty)'],
    ...['policy “reference”: 1', 'Proved by Masks and borders'],
  ])
    expect(dice).toContain(shown)
  expect(iou).toContain('no other program is known to compute it')
})

test('the address opens it at a metric', async () => {
  const wrapper = await view('/metrics?find=iou')
  expect(wrapper.findAll('article')).toHaveLength(1)
  await wrapper.get('input').setValue('nothing like it')
  expect(wrapper.text()).toContain('No metric says anything of “nothing like it”.')
})
