// @vitest-environment happy-dom
import { flushPromises, mount } from '@vue/test-utils'
import { createPinia } from 'pinia'
import { afterEach, expect, test, vi } from 'vitest'
import ExecutionFields from '../../../src-renderer/components/new/ExecutionFields.vue'
import { useDraft } from '../../../src-renderer/stores/draft.ts'

afterEach(() => vi.unstubAllGlobals())

test('shows what the workspace says until a person chooses otherwise', async () => {
  const settings = { execution: 'repeatable', threads: 6, memoryLimitMb: null }
  vi.stubGlobal('fetch', () => Promise.resolve(Response.json({ settings, usualThreads: 2 })))
  const pinia = createPinia()
  const wrapper = mount(ExecutionFields, { global: { plugins: [pinia] } })
  await flushPromises()
  const draft = useDraft(pinia)
  const chosen = () =>
    wrapper.findAll<HTMLInputElement>('input[type="radio"]').find((input) => input.element.checked)
      ?.element.value
  expect(chosen()).toBe('repeatable')
  expect(draft.content.execution).toBeNull()
  expect(wrapper.text()).toContain('Empty: 6.')
  expect(wrapper.text()).toContain('Empty: no limit.')
  await wrapper.get('input[value="fastest"]').setValue()
  expect(draft.content.execution).toBe('fastest')
  expect(chosen()).toBe('fastest')
})
