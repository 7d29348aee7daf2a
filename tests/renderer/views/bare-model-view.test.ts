// @vitest-environment happy-dom
import { flushPromises, mount } from '@vue/test-utils'
import { createPinia } from 'pinia'
import { afterEach, expect, test, vi } from 'vitest'
import type { BareModel } from '../../../src-main/contract/bare-model.ts'
import { router } from '../../../src-renderer/router.ts'
import BareModelView from '../../../src-renderer/views/BareModelView.vue'
import { fakeBare, fakePreview } from '../fixtures/fake-bare.ts'
import { fakeInstalled } from '../fixtures/fake-tools.ts'

afterEach(() => vi.unstubAllGlobals())

const problem = (message: string) =>
  Response.json({ error: { code: 'tool-invalid', message, details: {} } }, { status: 400 })

async function view(model: BareModel | null, answers: Record<string, () => Response> = {}) {
  const sent: { address: string; body: unknown }[] = []
  vi.stubGlobal('fetch', (address: string, { body }: RequestInit = {}) => {
    sent.push({ address, body: typeof body === 'string' ? JSON.parse(body) : null })
    const answer = answers[address]
    if (answer) return Promise.resolve(answer())
    if (address === '/api/models/graph') return Promise.resolve(Response.json(model))
    if (address === '/api/models/preview') return Promise.resolve(Response.json(fakePreview()))
    return Promise.resolve(problem('not in this test'))
  })
  await router.push({ name: 'bare-model', query: model ? { path: model.path } : {} })
  const wrapper = mount(BareModelView, { global: { plugins: [createPinia(), router] } })
  await flushPromises()
  const field = (label: string) => {
    const found = wrapper.findAll('label').find((one) => one.text() === label)
    return wrapper.find(`[id="${found?.attributes('for')}"]`)
  }
  return { wrapper, sent, field }
}

test('suggestions stand in their fields with where they come from, and what is open is listed', async () => {
  const { wrapper, field } = await view(fakeBare())
  expect((field('Axes of the input').element as HTMLInputElement).value).toBe('bcyx')
  expect(wrapper.text()).toContain('Suggested by the shape of the graph.')
  expect(wrapper.find('.open').text()).toContain('How images were normalised')
  expect(wrapper.find('table').text()).toContain('1 × 2 × ? × ?')
})

test('a suggestion that was changed can be taken back', async () => {
  const { wrapper, field } = await view(fakeBare())
  await field('Sides are multiples of (px)').setValue('8')
  expect(wrapper.text()).toContain('Suggested was 32 by a trial with sides of 64.')
  await wrapper.find('button.back').trigger('click')
  expect((field('Sides are multiples of (px)').element as HTMLInputElement).value).toBe('32')
})

test('the first prediction follows the settings, channels side by side with their ranges', async () => {
  const { wrapper, sent, field } = await view(fakeBare())
  expect(sent.some(({ address }) => address === '/api/models/preview')).toBe(false)
  const panel = wrapper.find('section[aria-label="First prediction"]')
  await panel.find('input[type=text]').setValue('/data/a.tif')
  await panel.find('form').trigger('submit')
  await vi.waitFor(() => expect(panel.text()).toContain('min 0.25, max 1'))
  expect(panel.text()).toContain('0.4 s')
  expect(panel.text()).toContain('A part around the middle')
  expect(panel.findAll('figure a').map((link) => link.attributes('aria-label'))).toEqual([
    'Open Image, before normalisation in the viewer',
    'Open background in the viewer',
    'Open nuclei in the viewer',
  ])
  await field('Normalisation').setValue('percentile')
  await vi.waitFor(() => {
    expect(sent.filter(({ address }) => address === '/api/models/preview').at(-1)?.body).toEqual({
      ...{ path: '/data/net.onnx', image: '/data/a.tif', channel: 'auto' },
      settings: {
        ...{ inputAxes: 'bcyx', sizeMultiple: 32 },
        ...{ normalisation: 'percentile', activation: 'none' },
      },
    })
  })
})

test('why there is no prediction is a sentence', async () => {
  const { wrapper } = await view(fakeBare(), {
    '/api/models/preview': () => problem('The settings of net.onnx are not usable.'),
  })
  const panel = wrapper.find('section[aria-label="First prediction"]')
  await panel.find('input[type=text]').setValue('/data/a.tif')
  await panel.find('form').trigger('submit')
  await vi.waitFor(() => expect(panel.find('[role=alert]').text()).toContain('are not usable'))
})

test('a text that is no number stops both the prediction and the installation', async () => {
  const { wrapper, field } = await view(fakeBare())
  await field('Unreliable edge of a tile (px)').setValue('many')
  expect(wrapper.text()).toContain('“many” is no number.')
  expect(wrapper.find('button.primary').attributes('disabled')).toBeDefined()
})

test('the settings become a tool under the name given, and its page opens', async () => {
  const tool = fakeInstalled()
  const { wrapper, sent } = await view(fakeBare(), {
    '/api/models/install': () => Response.json({ reference: tool.reference }, { status: 201 }),
    '/api/tools': () => Response.json([tool]),
  })
  await wrapper.find('input[required]').setValue(' My nuclei ')
  wrapper.find('input[required]').element.closest('form')!.dispatchEvent(new Event('submit'))
  await vi.waitFor(() => expect(router.currentRoute.value.params).toEqual({ digest: tool.digest }))
  expect(sent.find(({ address }) => address === '/api/models/install')?.body).toMatchObject({
    ...{ path: '/data/net.onnx', name: 'My nuclei', channel: 'auto' },
    settings: { inputAxes: 'bcyx', sizeMultiple: 32 },
  })
})

test('weights that cannot run say why, and ask nothing', async () => {
  const { wrapper } = await view(fakeBare({ cannotRun: 'net.onnx takes 2 inputs.' }))
  expect(wrapper.text()).toContain('net.onnx takes 2 inputs.')
  expect(wrapper.find('form').exists()).toBe(false)
})

test('without a path the page asks for one', async () => {
  const { wrapper, sent } = await view(null)
  expect(wrapper.text()).toContain('Path of the weights')
  expect(sent).toEqual([])
})
