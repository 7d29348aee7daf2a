// @vitest-environment happy-dom
import { flushPromises, mount } from '@vue/test-utils'
import { createPinia } from 'pinia'
import { afterEach, expect, test, vi } from 'vitest'
import { router } from '../../../src-renderer/router.ts'
import ToolsView from '../../../src-renderer/views/ToolsView.vue'
import { failedTest, fakeInstalled } from '../fixtures/fake-tools.ts'

afterEach(() => vi.unstubAllGlobals())

async function view(tools: unknown, installation: object = {}) {
  const sent: { address: string; method: string; body: unknown }[] = []
  vi.stubGlobal('fetch', (address: string, { method = 'GET', body }: RequestInit = {}) => {
    sent.push({ address, method, body: typeof body === 'string' ? JSON.parse(body) : null })
    const running = { id: 'i1', state: 'running', fraction: 0.5, message: 'copying', tool: null }
    return Promise.resolve(
      Response.json(address === '/api/tools' ? tools : { ...running, ...installation }),
    )
  })
  const wrapper = mount(ToolsView, { global: { plugins: [createPinia(), router] } })
  await flushPromises()
  return { wrapper, sent }
}

test('installed models stand with what was found out about them', async () => {
  const failed = fakeInstalled()
  const { wrapper } = await view([
    fakeInstalled(),
    {
      ...failed,
      digest: `sha256:${'cd'.repeat(32)}`,
      name: 'Other',
      check: { ...failed.check, testOutputs: failedTest },
      cannotRun: 'only PyTorch weights',
    },
  ])
  const cards = wrapper.findAll('article').map((card) => card.text())
  expect(cards[0]).toMatch(/Nuclei U-Net.*bioimage.io 0.5.3 · version 1.2 · licence MIT/)
  expect(cards[0]).toContain('test outputs reproduced')
  expect(cards[0]).toContain('tiles leave seams')
  expect(cards[1]).toContain('test outputs not reproduced')
  expect(cards[1]).toContain('cannot run here: only PyTorch weights')
})

test('an empty shelf says what installing does', async () => {
  const { wrapper } = await view([])
  expect(wrapper.text()).toContain('its own test is run')
})

test('a package is installed, with progress; a failure is the sentence', async () => {
  const { wrapper, sent } = await view([])
  await wrapper.find('input[type=text]').setValue('/data/unet.zip')
  await wrapper.find('form').trigger('submit')
  await flushPromises()
  expect(sent.find(({ method }) => method === 'POST')).toMatchObject({
    address: '/api/tools/install',
    body: { path: '/data/unet.zip' },
  })
  expect(wrapper.find('[role=status]').text()).toContain('copying')

  const refused = await view([], { state: 'failed', message: 'unet.zip has no description.' })
  await refused.wrapper.find('input[type=text]').setValue('/data/unet.zip')
  await refused.wrapper.find('form').trigger('submit')
  await flushPromises()
  expect(refused.wrapper.find('[role=alert]').text()).toContain('unet.zip has no description.')
})

test('bare weights go to their form first', async () => {
  router.addRoute({ path: '/tools/bare', name: 'bare-model', component: ToolsView })
  const { wrapper, sent } = await view([])
  const push = vi.spyOn(router, 'push').mockResolvedValue(undefined)
  await wrapper.find('input[type=text]').setValue('/data/net.onnx')
  expect(wrapper.find('button[type=submit]').text()).toBe('Look at these weights')
  await wrapper.find('form').trigger('submit')
  expect(push).toHaveBeenCalledWith({ name: 'bare-model', query: { path: '/data/net.onnx' } })
  expect(sent.every(({ method }) => method === 'GET')).toBe(true)
  push.mockRestore()
})
