// @vitest-environment happy-dom
import { mount } from '@vue/test-utils'
import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, expect, test } from 'vitest'
import { defineComponent, h, ref } from 'vue'
import { useCommands } from '../../../src-renderer/composables/use-commands.ts'
import { useCommandList } from '../../../src-renderer/stores/commands.ts'

beforeEach(() => setActivePinia(createPinia()))

test('commands of a page are listed as they are now, and gone with the page', () => {
  const isReady = ref(false)
  const page = mount(
    defineComponent(() => {
      useCommands(() => (isReady.value ? [{ words: 'Report', run: () => undefined }] : []))
      return () => h('div')
    }),
  )
  const list = useCommandList()
  expect(list.here).toEqual([])
  isReady.value = true
  expect(list.here.map(({ words }) => words)).toEqual(['Report'])
  page.unmount()
  expect(list.here).toEqual([])
})
