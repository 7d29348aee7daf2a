// @vitest-environment happy-dom
import { mount } from '@vue/test-utils'
import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, expect, test } from 'vitest'
import { defineComponent, h, shallowRef } from 'vue'
import { usePaneCommands } from '../../../src-renderer/composables/use-pane-commands.ts'
import { useCommandList } from '../../../src-renderer/stores/commands.ts'
import { useViewerSettings } from '../../../src-renderer/stores/viewer-settings.ts'
import type { CaseImages } from '../../../src-renderer/viewer/case-images.ts'

beforeEach(() => setActivePinia(createPinia()))

function page(task: CaseImages['task'], z: number): void {
  const images = shallowRef({
    task,
    input: { value: { description: { size: { z } } }, problem: null },
    tools: [{ key: 't1', name: 'Otsu' }],
  } as unknown as CaseImages)
  mount(
    defineComponent(() => {
      usePaneCommands(images)
      return () => h('div')
    }),
  )
}
const words = () => useCommandList().here.map((one) => one.words)
function run(name: string): void {
  useCommandList()
    .here.find((one) => one.words === name)!
    .run()
}

test('every pane can be hidden and shown; single planes have nothing along z', () => {
  page('instances', 1)
  expect(words()).toEqual(['Hide the pane Input', 'Hide the pane Otsu', 'Hide the pane Truth'])
  run('Hide the pane Otsu')
  expect([...useViewerSettings().hidden]).toEqual(['t1'])
  run('Show the pane Otsu')
  expect([...useViewerSettings().hidden]).toEqual([])
})
test('stacks are projected, or cut where single planes are shown', () => {
  page('classification', 9)
  expect(words()).toEqual([
    ...['Hide the pane Input', 'Hide the pane Otsu'],
    ...['Along z: max projection', 'Along z: mean projection', 'Show xz and yz sections'],
  ])
  run('Show xz and yz sections')
  expect(useViewerSettings().ortho).toBe(true)
  run('Along z: max projection')
  expect(useViewerSettings().projection).toBe('max')
  expect(words().slice(2)).toEqual(['Along z: single planes', 'Along z: mean projection'])
})
