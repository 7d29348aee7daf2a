// @vitest-environment happy-dom
import { flushPromises, mount } from '@vue/test-utils'
import { afterEach, expect, test, vi } from 'vitest'
import type { ToolCheckState } from '../../../../src-main/contract/tool-check.ts'
import CheckTool from '../../../../src-renderer/components/tools/CheckTool.vue'

afterEach(() => {
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

/** Answers in turn; the last one stays. */
async function shown(...answers: ToolCheckState[]) {
  vi.useFakeTimers()
  vi.stubGlobal('fetch', () =>
    Promise.resolve(Response.json(answers.length > 1 ? answers.shift() : answers[0])),
  )
  const wrapper = mount(CheckTool, { props: { digest: `sha256:${'a'.repeat(64)}` } })
  await flushPromises()
  return wrapper
}
const none: ToolCheckState = { state: 'none', fraction: 0, message: '' }
const running: ToolCheckState = { state: 'running', fraction: 0.5, message: 'empty-image' }

test('the action starts the checks, follows them, and tells when the dossier has more', async () => {
  const done: ToolCheckState = { state: 'done', fraction: 1, message: 'The tool is checked.' }
  const wrapper = await shown(none, running, running, done)
  await wrapper.get('button').trigger('click')
  await flushPromises()
  expect(wrapper.text()).toContain('50 %')
  expect(wrapper.emitted('checked')).toBeUndefined()
  await vi.advanceTimersByTimeAsync(2000)
  await flushPromises()
  expect(wrapper.emitted('checked')).toHaveLength(1)
  expect(wrapper.text()).toContain('The tool is checked.')
})

test('what went wrong is told, and it may be started again', async () => {
  const failed: ToolCheckState = { state: 'failed', fraction: 0, message: 'It has changed since.' }
  const wrapper = await shown(failed)
  expect(wrapper.text()).toContain('It has changed since.')
  expect(wrapper.get('button').text()).toBe('Check this tool')
})
