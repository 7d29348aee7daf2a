// @vitest-environment happy-dom
import { flushPromises, mount } from '@vue/test-utils'
import { createPinia } from 'pinia'
import { afterEach, expect, test, vi } from 'vitest'
import type { CriteriaMatrix } from '../../../src-main/contract/criteria.ts'
import { router } from '../../../src-renderer/router.ts'
import CriteriaView from '../../../src-renderer/views/CriteriaView.vue'
import { afterOrder, fakeCriteria } from '../fixtures/fake-criteria.ts'
import { fakeComparison, fakeWorkspace } from '../fixtures/fake-data.ts'

afterEach(() => vi.unstubAllGlobals())

const checkState = (isStarted: boolean) => ({
  ...{ state: isStarted ? 'running' : 'none', fraction: 0.5, message: 'second pass' },
})

async function view(start: CriteriaMatrix = fakeCriteria(), refusal: string | null = null) {
  let matrix = start
  const sent: { address: string; method: string; body: Record<string, unknown> }[] = []
  vi.stubGlobal('fetch', (address: string, { method = 'GET', body = '' }: RequestInit = {}) => {
    if (address.endsWith('/check')) {
      sent.push({ address, method, body: {} })
      return Promise.resolve(Response.json(checkState(sent.some((one) => one.method === 'POST'))))
    }
    const what = /(criteria|marks|statements)$/.exec(address)?.[1] as 'marks' | undefined
    if (!what) {
      const isWorkspace = address.endsWith('/workspace')
      return Promise.resolve(
        Response.json(isWorkspace ? fakeWorkspace : fakeComparison('instances')),
      )
    }
    if (method !== 'GET') {
      const order = JSON.parse(body as string) as Record<string, unknown>
      sent.push({ address, method, body: order })
      const error = { code: 'file-not-found', message: refusal ?? '' }
      if (refusal) return Promise.resolve(Response.json({ error }, { status: 404 }))
      matrix = afterOrder(matrix, what, order)
    }
    return Promise.resolve(Response.json(matrix))
  })
  const wrapper = mount(CriteriaView, {
    props: { comparison: matrix.comparison },
    global: {
      plugins: [createPinia(), router],
      stubs: {
        DialogBox: {
          props: ['open', 'title'],
          template: '<section v-if="open" class="dialog" :aria-label="title"><slot /></section>',
        },
      },
    },
    attachTo: document.body,
  })
  await flushPromises()
  const press = async (words: string): Promise<void> => {
    const button = wrapper.findAll('button').find((one) => one.text() === words)
    if (!button) throw new Error(`no button ${words}`)
    await button.trigger('click')
    await vi.dynamicImportSettled()
    await flushPromises()
  }
  const heads = () => wrapper.findAll('th.tool').map((head) => head.text())
  return { wrapper, sent, press, heads }
}

test('the conclusion stands on top, the best tool first, unknown cells with why', async () => {
  const { wrapper, heads } = await view()
  expect(wrapper.get('h1').text()).toMatch(/^U-Net, foreground and boundary leads|^No tool leads/)
  expect(heads()[0]).toBe('U-Net, foreground and boundary')
  const cell = wrapper.get('button[aria-label^="Closed Suite 9, Documents: unknown"]')
  expect(cell.text()).toContain('nobody has stated it')
  expect(wrapper.text()).toContain('Of Closed Suite 9 it is not known whether it meets')
})

test('moving a weight orders the tools anew at once, and saving keeps who and why', async () => {
  const matrix = fakeCriteria()
  matrix.cells['tool-2']!['twice'] = { ...matrix.cells['tool-2']!['twice']!, mark: 1 }
  matrix.cells['tool-0']!['twice'] = { ...matrix.cells['tool-0']!['twice']!, mark: 0 }
  const { wrapper, sent, press, heads } = await view(matrix)
  await press('Change weights')
  const exact = wrapper.get('input[aria-label="Weight of Same output twice as a number"]')
  await exact.setValue('1000')
  expect(heads()[0]).toBe('Closed Suite 9')
  expect(wrapper.get('h1').text()).toContain('Closed Suite 9')
  expect(wrapper.text()).toContain('Not saved: 1 changed.')
  await press('Save weights')
  const dialog = wrapper.get('[aria-label="Save weights and rows"]')
  expect(dialog.text()).toContain('Same output twice weighs 1000 instead of 2.')
  expect(dialog.text()).toContain('results were already there')
  const [name, reason] = dialog.findAll('input')
  const save = dialog.get('button[type=submit]')
  expect(save.attributes('disabled')).toBeDefined()
  await name!.setValue('Anna')
  await reason!.setValue('agreed on Monday')
  await dialog.get('form').trigger('submit')
  await flushPromises()
  expect(sent[0]).toMatchObject({ method: 'PUT', body: { person: 'Anna' } })
  const versions = wrapper.get('table[aria-labelledby=versions-title]').text()
  expect(versions).toContain('Anna')
  expect(versions).toContain('agreed on Monday')
  expect(versions).toContain('after results')
  expect(wrapper.find('[aria-label="Save weights and rows"]').exists()).toBe(false)
})

test('a long group is folded until asked for, with what it adds up to', async () => {
  const { wrapper } = await view(fakeCriteria({ rows: 52 }))
  const fold = () => wrapper.findAll('button.fold').find((one) => one.text().includes('Usability'))!
  expect(fold().text()).toContain('25 rows')
  expect(fold().attributes('aria-expanded')).toBe('false')
  expect(wrapper.text()).not.toContain('Further row 9')
  expect(wrapper.findAll('td.part').some((part) => / known$/.test(part.text()))).toBe(true)
  await fold().trigger('click')
  expect(wrapper.text()).toContain('Further row 9')
})

test('rows without weight are shown on demand, and stay while a weight is moved to zero', async () => {
  const matrix = fakeCriteria()
  matrix.criteria = matrix.criteria.map((row) =>
    row.id === 'speed' && row.kind === 'rated' ? { ...row, weight: 0 } : row,
  )
  const { wrapper, press } = await view(matrix)
  expect(wrapper.text()).not.toContain('Seconds per megapixel')
  const more = wrapper.findAll('button.fold').find((one) => one.text().includes('1 row without'))!
  await more.trigger('click')
  expect(wrapper.text()).toContain('Seconds per megapixel')
  await press('Change weights')
  await wrapper.get('input[aria-label="Weight of Documents as a number"]').setValue('0')
  expect(wrapper.text()).toContain('Documents')
})

test('a wrong weight is marked and changes nothing', async () => {
  const { wrapper, press } = await view()
  await press('Change weights')
  const exact = wrapper.get('input[aria-label="Weight of Documents as a number"]')
  await exact.setValue('-3')
  expect(exact.attributes('aria-invalid')).toBe('true')
  expect(wrapper.text()).toContain('Nothing is changed yet.')
})

test('what a check would tell is measured from the cell that lacks it', async () => {
  const { wrapper, sent, press } = await view()
  await wrapper.get('button[aria-label^="Closed Suite 9, Same output twice"]').trigger('click')
  await vi.dynamicImportSettled()
  await flushPromises()
  await press('Check this tool')
  expect(sent.slice(0, 2).map(({ method }) => method)).toEqual(['GET', 'POST'])
  expect(wrapper.text()).toContain('50 %, second pass')
  await wrapper.get('button[aria-label^="Closed Suite 9, Documents"]').trigger('click')
  await flushPromises()
  expect(wrapper.text()).not.toContain('Measure it here')
})

test('two raters stand apart with their mean, chosen by anchors', async () => {
  const { wrapper, sent } = await view()
  await wrapper.get('button[aria-label^="Closed Suite 9, Documents"]').trigger('click')
  const give = async (rater: string, anchor: number): Promise<void> => {
    const dialog = wrapper.get('[aria-label="Closed Suite 9: Documents"]')
    await dialog.findAll('input[type=radio]')[anchor]!.setValue()
    await dialog.get('input[autocomplete=name]').setValue(rater)
    await dialog.get('form').trigger('submit')
    await flushPromises()
  }
  await give('Anna', 1)
  await give('Ben', 2)
  expect(sent[1]?.body).toMatchObject({
    tool: 'tool-2',
    criterion: 'documents',
    rater: 'Ben',
    mark: 1,
  })
  const rows = wrapper.findAll('table[aria-label="Marks by rater"] tr').map((row) => row.text())
  expect(rows[1]).toContain('Anna0.50')
  expect(rows[2]).toContain('Ben1.00')
  expect(rows[3]).toContain('Mean0.75')
})

test('an answer is stated with its document, person and date', async () => {
  const { wrapper, sent, press } = await view()
  await wrapper.get('button[aria-label^="Closed Suite 9, Runs without a network"]').trigger('click')
  await press('State an answer')
  const dialog = wrapper.get('.dialog')
  const fill = async (label: string, value: string): Promise<void> => {
    const field = dialog.findAll('label').find((one) => one.text().startsWith(label))!
    await field.get('input, select').setValue(value)
  }
  await fill('Answer', 'no')
  await fill('Document', '/docs/suite.pdf')
  await fill('Page', '12')
  await fill('Who states it', 'Anna')
  await fill('Date', '2026-07-01')
  await dialog.get('form').trigger('submit')
  await flushPromises()
  expect(sent[0]?.body).toMatchObject({
    ...{ criterion: 'offline', answer: 'no', person: 'Anna', dated: '2026-07-01', value: null },
    document: { place: '/docs/suite.pdf', page: '12' },
  })
  expect(wrapper.get('.dialog').text()).toContain('It excludes the tool.')
  expect(wrapper.text()).toContain('Closed Suite 9 is excluded: it does not meet Runs without')
})

test('a refusal is shown where it arose and keeps what was typed', async () => {
  const { wrapper, press } = await view(fakeCriteria(), 'The document /docs/x.pdf is not there.')
  await wrapper.get('button[aria-label^="Closed Suite 9, Runs without a network"]').trigger('click')
  await press('State an answer')
  const dialog = wrapper.get('.dialog')
  await dialog.get('select').setValue('yes')
  await dialog.get('input[autocomplete=name]').setValue('Anna')
  await dialog.get('form').trigger('submit')
  await flushPromises()
  expect(dialog.get('[role=alert]').text()).toContain('/docs/x.pdf is not there')
  expect((dialog.get('select').element as HTMLSelectElement).value).toBe('yes')
})

test('a row is added, and its cells are known only once it is saved', async () => {
  const { wrapper, sent, press } = await view()
  await press('Change weights')
  await press('Add a row')
  const dialog = wrapper.get('[aria-label="Add a row"]')
  const [name] = dialog.findAll('input[type=text]')
  await dialog.get('form').trigger('submit')
  expect(dialog.get('[role=alert]').text()).toBe('Give the row a name.')
  await name!.setValue('Training on site')
  await dialog
    .findAll('label')
    .find((label) => label.text().startsWith('What is asked'))!
    .get('input')
    .setValue('Does the vendor train us?')
  await dialog.get('form').trigger('submit')
  await flushPromises()
  expect(wrapper.text()).toContain('Training on site')
  expect(wrapper.text()).toContain('known once saved')
  expect(sent).toEqual([])
  await press('Discard')
  expect(wrapper.text()).not.toContain('Training on site')
})
