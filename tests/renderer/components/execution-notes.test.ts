// @vitest-environment happy-dom
import { mount } from '@vue/test-utils'
import { expect, test } from 'vitest'
import { createMemoryHistory, createRouter } from 'vue-router'
import type { ComparedTool } from '../../../src-main/contract/comparison.ts'
import ExecutionNotes from '../../../src-renderer/components/comparison/ExecutionNotes.vue'
import { fakeComparison } from '../fixtures/fake-data.ts'

function notesOf(change: Partial<ComparedTool> = {}) {
  const page = { template: '<i></i>' }
  const routes = [{ path: '/runs/:run', name: 'run', component: page }]
  const router = createRouter({ history: createMemoryHistory(), routes })
  const tools = fakeComparison('instances').tools.map((tool) =>
    tool.kind === 'model' ? { ...tool, ...change } : tool,
  )
  const wrapper = mount(ExecutionNotes, { props: { tools }, global: { plugins: [router] } })
  return wrapper.findAll('li').map((item) => item.text().replaceAll(/\s+/g, ' '))
}

test('each network says where it ran and what was passed over; other tools say nothing', () => {
  const [note, ...others] = notesOf()
  expect(others).toEqual([])
  expect(note).toContain(
    'ran on CPU. Not WebGPU (graphics card): no graphics card that it can use.',
  )
})

test('a run that was ordered repeatable says so, and one that changed names both', () => {
  expect(notesOf({ execution: 'repeatable', fallbacks: [] })[0]).toMatch(
    /ran on CPU, as ordered \(repeatable\)\.$/,
  )
  const failed = { provider: 'cuda', reason: 'failed at case 3: device lost' }
  expect(notesOf({ provider: 'cuda, cpu', fallbacks: [failed] })[0]).toMatch(
    /ran on CUDA \(NVIDIA card\), then CPU\. CUDA \(NVIDIA card\) failed at case 3: device lost\.$/,
  )
})

test('comparisons of before this was recorded show the provider alone', () => {
  expect(notesOf({ fallbacks: undefined, execution: undefined })[0]).toMatch(/ran on CPU\.$/)
})
