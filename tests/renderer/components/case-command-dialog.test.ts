// @vitest-environment happy-dom
import { flushPromises, mount } from '@vue/test-utils'
import { createPinia } from 'pinia'
import { afterEach, expect, test, vi } from 'vitest'
import CaseCommandDialog from '../../../src-renderer/components/cases/CaseCommandDialog.vue'
import {
  fakeComparison,
  fakeDataset,
  fakeRecord,
  fakeRuns,
  fakeWorkspace,
} from '../fixtures/fake-data.ts'

afterEach(() => {
  vi.unstubAllGlobals()
  document.body.innerHTML = ''
})

test('shows the commands of each tool and copies one', async () => {
  vi.stubGlobal('fetch', (address: string) => {
    const run = fakeRuns('instances').find(({ id }) => address.endsWith(encodeURIComponent(id)))
    const body = address.includes('/datasets/')
      ? fakeDataset('instances')
      : run
        ? fakeRecord(run, 'instances')
        : fakeWorkspace
    return Promise.resolve(Response.json(body))
  })
  const copied: string[] = []
  vi.stubGlobal('navigator', {
    clipboard: { writeText: (text: string) => Promise.resolve(void copied.push(text)) },
  })
  const comparison = fakeComparison('instances')
  const caseId = comparison.cases[0]!.id
  const dialog = mount(CaseCommandDialog, {
    props: { comparison, caseId, open: true },
    ...{ global: { plugins: [createPinia()] }, attachTo: document.body },
  })
  await flushPromises()
  const commands = [...document.querySelectorAll('pre')].map((pre) => pre.textContent)
  expect(commands[0]).toContain('touchstone -- score --task instances')
  const button = document.querySelector<HTMLButtonElement>('button[aria-label^="Copy: Scores"]')!
  button.click()
  await flushPromises()
  expect(copied).toEqual([commands[0]])
  expect(document.body.textContent).toContain('It is on the clipboard.')
  dialog.unmount()
})
