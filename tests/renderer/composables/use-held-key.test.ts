// @vitest-environment happy-dom
import { mount } from '@vue/test-utils'
import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, expect, test } from 'vitest'
import { defineComponent, h } from 'vue'
import { useHeldKey } from '../../../src-renderer/composables/use-held-key.ts'

beforeEach(() => setActivePinia(createPinia()))

function holding() {
  let isHeld: ReturnType<typeof useHeldKey> | undefined
  const page = mount(
    defineComponent(() => {
      isHeld = useHeldKey('blink')
      return () => h('div')
    }),
  )
  return { page, held: () => isHeld!.value }
}
const send = (type: 'keydown' | 'keyup', key: string) =>
  window.dispatchEvent(new KeyboardEvent(type, { key, cancelable: true }))

test('is true from the key down to the key up, repeats included', () => {
  const { page, held } = holding()
  expect(held()).toBe(false)
  send('keydown', 'b')
  send('keydown', 'b')
  expect(held()).toBe(true)
  send('keyup', 'n')
  expect(held()).toBe(true)
  send('keyup', 'B')
  expect(held()).toBe(false)
  page.unmount()
})
test('a window that loses the keyboard lets the key go', () => {
  const { page, held } = holding()
  send('keydown', 'b')
  window.dispatchEvent(new Event('blur'))
  expect(held()).toBe(false)
  page.unmount()
})
