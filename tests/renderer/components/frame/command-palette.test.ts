// @vitest-environment happy-dom
import { flushPromises, mount } from '@vue/test-utils'
import { createPinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { defineComponent, h } from 'vue'
import { createMemoryHistory, createRouter } from 'vue-router'
import CommandPalette from '../../../../src-renderer/components/frame/CommandPalette.vue'
import { useCommands } from '../../../../src-renderer/composables/use-commands.ts'
import { useCommandList } from '../../../../src-renderer/stores/commands.ts'
import { useTheme } from '../../../../src-renderer/stores/theme.ts'
import { fakeDataset, fakeEvaluation } from '../../fixtures/fake-data.ts'

const answers: Readonly<Record<string, () => unknown>> = {
  '/api/evaluations': () => [fakeEvaluation('instances')],
  '/api/datasets': () => [fakeDataset('instances')],
  '/api/tools': () => [],
}
beforeEach(() => {
  vi.stubGlobal('fetch', (address: string) => Promise.resolve(Response.json(answers[address]?.())))
})
afterEach(() => {
  document.body.innerHTML = ''
  localStorage.clear()
  vi.unstubAllGlobals()
})

const view = { render: () => h('div') }
async function opened(at = '/', report = vi.fn()) {
  const pinia = createPinia()
  setActivePinia(pinia)
  const names = ['new', 'datasets', 'tools', 'collection', 'bare-model', 'image', 'history']
  const more = ['settings', 'selftest', 'metrics']
  const router = createRouter({
    history: createMemoryHistory(),
    routes: [
      { path: '/', name: 'evaluations', component: view },
      ...[...names, ...more].map((name) => ({ path: `/${name}`, name, component: view })),
      { path: '/comparisons/:comparison', name: 'comparison', component: view },
      ...['cases', 'objects', 'reviews', 'criteria'].map((name) => ({
        ...{ path: `/comparisons/:comparison/${name}`, name, component: view },
      })),
      { path: '/evaluations/:evaluation', name: 'progress', component: view },
      { path: '/datasets/:digest', name: 'dataset', component: view },
      { path: '/tools/:digest', name: 'tool', component: view },
    ],
  })
  await router.push(at)
  const page = defineComponent(() => {
    const list = useCommandList()
    useCommands([{ words: 'Report', keys: ['r'], run: report }])
    return () => [
      h('button', { id: 'before' }, 'before'),
      h(CommandPalette, {
        open: list.open,
        'onUpdate:open': (open: boolean) => (list.open = open),
      }),
    ]
  })
  const mounted = mount(page, { global: { plugins: [pinia, router] }, attachTo: document.body })
  document.querySelector<HTMLElement>('#before')?.focus()
  useCommandList().show()
  await flushPromises()
  const field = () => document.querySelector<HTMLInputElement>('[role="combobox"]')
  const type = async (text: string) => {
    field()!.value = text
    field()!.dispatchEvent(new Event('input'))
    await flushPromises()
  }
  const press = async (key: string, more: KeyboardEventInit = {}) => {
    field()!.dispatchEvent(
      new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...more }),
    )
    await flushPromises()
    await new Promise((done) => setTimeout(done, 20))
    await flushPromises()
  }
  const options = () =>
    [...document.querySelectorAll('[role="option"] .words')].map((one) => one.textContent)
  const active = () => {
    const id = field()?.getAttribute('aria-activedescendant')
    const option = id ? document.getElementById(id) : null
    expect(option?.getAttribute('aria-selected')).toBe('true')
    return option?.querySelector('.words')?.textContent
  }
  return { mounted, router, report, field, type, press, options, active }
}

test('lists what the page can do, the pages, and what the workspace holds by name', async () => {
  const { mounted, options, field } = await opened()
  expect(options()).toEqual(expect.arrayContaining(['Report', 'New evaluation', 'Self-test']))
  expect(options()).toContain(fakeEvaluation('instances').name)
  expect(options()).toContain(fakeDataset('instances').name)
  // Where one is already needs no going to.
  expect(options()).not.toContain('Evaluations')
  expect(document.activeElement).toBe(field())
  mounted.unmount()
})
test('arrows choose and go around; Enter does it once the list is closed', async () => {
  const { mounted, type, press, active, report, field, options } = await opened()
  expect(active()).toBe('Report')
  await press('ArrowUp')
  expect(active()).toBe(options().at(-1))
  await press('ArrowDown')
  expect(active()).toBe('Report')
  await press('ArrowDown')
  await type('report')
  expect(active()).toBe('Report')
  report.mockImplementation(() => expect(field()).toBeNull())
  await press('Enter')
  expect(report).toHaveBeenCalledOnce()
  mounted.unmount()
})
test('Escape closes and gives the focus back; nothing is done', async () => {
  const { mounted, press, report, field } = await opened()
  await press('Escape')
  expect(field()).toBeNull()
  expect(document.activeElement?.id).toBe('before')
  expect(report).not.toHaveBeenCalled()
  mounted.unmount()
})
test('opens a dataset by its name, and changes the theme', async () => {
  const first = await opened()
  await first.type('dataset')
  await first.press('Enter')
  expect(first.router.currentRoute.value.name).toMatch(/^datasets?$/)
  first.mounted.unmount()
  const second = await opened()
  await second.type('theme dark')
  await second.press('Enter')
  expect(useTheme().theme).toBe('dark')
  second.mounted.unmount()
})
test('inside a comparison its other pages are here', async () => {
  const { mounted, type, press, router } = await opened('/comparisons/c1/cases')
  await type('review')
  await press('Enter')
  expect(router.currentRoute.value.fullPath).toBe('/comparisons/c1/reviews')
  mounted.unmount()
})
test('a search that finds nothing says so, and names that cannot be read are told', async () => {
  vi.stubGlobal('fetch', () => Promise.reject(new Error('gone')))
  const { mounted, type, field, press } = await opened()
  expect(document.body.textContent).toContain('Touchstone does not answer')
  await type('xyzzy')
  expect(document.body.textContent).toContain('Nothing here is called that.')
  expect(field()?.getAttribute('aria-expanded')).toBe('false')
  expect(field()?.hasAttribute('aria-activedescendant')).toBe(false)
  await press('Enter')
  expect(field()).not.toBeNull()
  await press('P', { ctrlKey: true, shiftKey: true })
  expect(field()).toBeNull()
  mounted.unmount()
})
