// @vitest-environment happy-dom
import { flushPromises, mount } from '@vue/test-utils'
import { createPinia } from 'pinia'
import { afterEach, expect, test, vi } from 'vitest'
import DossierPanel from '../../../../src-renderer/components/tools/DossierPanel.vue'
import { router } from '../../../../src-renderer/router.ts'
import { afterOrder, dossierOf, fakeCriteria } from '../../fixtures/fake-criteria.ts'

afterEach(() => vi.unstubAllGlobals())

async function panel(index: number) {
  let matrix = fakeCriteria()
  const sent: string[] = []
  vi.stubGlobal('fetch', (address: string, { method = 'GET', body = '' }: RequestInit = {}) => {
    if (address.endsWith('/check'))
      return Promise.resolve(Response.json({ state: 'none', fraction: 0, message: '' }))
    if (method === 'POST') {
      sent.push(address)
      matrix = afterOrder(matrix, 'statements', JSON.parse(body as string))
    }
    return Promise.resolve(Response.json(dossierOf(matrix, index)))
  })
  const wrapper = mount(DossierPanel, {
    props: { digest: matrix.tools[index]!.digest },
    global: {
      plugins: [createPinia(), router],
      stubs: { DialogBox: { props: ['open'], template: '<div v-if="open"><slot /></div>' } },
    },
  })
  await flushPromises()
  return { wrapper, sent }
}

test('entries by group, with points known and unknown told apart', async () => {
  const { wrapper } = await panel(0)
  expect(wrapper.findAll('caption').map((caption) => caption.text())).toEqual([
    ...['Performance', 'Transparency', 'Usability', 'Reliability'],
  ])
  expect(wrapper.text()).toContain('Transparency: 4 of 4 points, nothing unknown.')
  expect((await panel(2)).wrapper.text()).toContain('Transparency: 0 of 4 points, 2 unknown.')
})

test('a person answers for a closed tool, and the entry says who', async () => {
  const { wrapper, sent } = await panel(2)
  await wrapper.get('button[aria-label^="Closed Suite 9, Licence"]').trigger('click')
  const start = wrapper.findAll('button').find((one) => one.text() === 'State an answer')!
  await start.trigger('click')
  await wrapper.get('select').setValue('yes')
  await wrapper.get('input[autocomplete=name]').setValue('Anna')
  await wrapper.get('form').trigger('submit')
  await flushPromises()
  expect(sent[0]).toMatch(/^\/api\/dossiers\/sha256%3A2+\/statements$/)
  expect(wrapper.get('button[aria-label^="Closed Suite 9, Licence"]').text()).toBe('yes')
  expect(wrapper.text()).toContain('Anna')
})
