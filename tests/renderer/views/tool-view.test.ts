// @vitest-environment happy-dom
import { flushPromises, mount } from '@vue/test-utils'
import { createPinia } from 'pinia'
import { afterEach, expect, test, vi } from 'vitest'
import type { InstalledTool } from '../../../src-main/contract/shelf.ts'
import { router } from '../../../src-renderer/router.ts'
import ToolView from '../../../src-renderer/views/ToolView.vue'
import { failedTest, fakeInstalled } from '../fixtures/fake-tools.ts'

afterEach(() => vi.unstubAllGlobals())

async function view(tool: InstalledTool, refuseRemoval = false) {
  const sent: { address: string; method: string }[] = []
  vi.stubGlobal('fetch', (address: string, { method = 'GET' }: RequestInit = {}) => {
    sent.push({ address, method })
    if (method !== 'DELETE') return Promise.resolve(Response.json(tool))
    const error = { code: 'conflict', message: 'An evaluation that is not finished needs it.' }
    return Promise.resolve(
      refuseRemoval ? Response.json({ error }, { status: 409 }) : Response.json({ removed: true }),
    )
  })
  const wrapper = mount(ToolView, {
    props: { digest: tool.digest },
    global: { plugins: [createPinia(), router], stubs: { DialogBox: { template: '<slot />' } } },
  })
  await flushPromises()
  return { wrapper, sent }
}

test('what it says of itself, its test, its seams and what to cite', async () => {
  const { wrapper } = await view(fakeInstalled())
  const text = wrapper.text()
  expect(text).toContain('Trained on')
  expect(text).toContain('DSB 2018')
  expect(text).toContain('10.1000/x')
  expect(text).toMatch(/● passed/)
  expect(text).toContain('Tiles leave seams')
  expect(text).toContain('Set the overlap of tiles to 64')
  expect(wrapper.find('figure').exists()).toBe(false)
})

test('a test that is not reproduced shows how far, where and the likely cause', async () => {
  const tool = fakeInstalled()
  const { wrapper } = await view({ ...tool, check: { ...tool.check, testOutputs: failedTest } })
  const text = wrapper.text()
  expect(text).toContain('ran, not reproduced')
  expect(text).toContain('eps is 1e-6 there.')
  expect(text).toMatch(/Largest difference\s*0\.4/)
  expect(wrapper.find('svg[role=img]').attributes('aria-label')).toContain('0 to 0.4')
  const links = wrapper.findAll('a').map((link) => link.attributes('href'))
  expect(links.some((href) => href?.includes('difference.ome.tif'))).toBe(true)
})

test('a model that cannot run is not offered for an evaluation', async () => {
  const { wrapper } = await view(fakeInstalled({ cannotRun: 'it takes two inputs', seam: null }))
  const use = wrapper.findAll('button').find((button) => button.text().startsWith('Use in'))!
  expect(use.attributes('disabled')).toBeDefined()
  expect(wrapper.text()).toContain('It cannot run here: it takes two inputs')
  expect(wrapper.text()).toContain('Not measured.')
})

test('removing asks first, and a refusal is shown', async () => {
  const { wrapper, sent } = await view(fakeInstalled(), true)
  const remove = wrapper.findAll('button').find((button) => button.text() === 'Remove it')!
  await remove.trigger('click')
  await vi.waitFor(() => {
    expect(sent.map(({ method }) => method)).toContain('DELETE')
    expect(wrapper.find('[role=alert]').text()).toContain('not finished needs it')
  })
})
