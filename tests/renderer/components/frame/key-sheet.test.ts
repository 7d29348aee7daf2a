// @vitest-environment happy-dom
import { mount } from '@vue/test-utils'
import { createPinia, setActivePinia } from 'pinia'
import { afterEach, expect, test } from 'vitest'
import { nextTick } from 'vue'
import KeySheet from '../../../../src-renderer/components/frame/KeySheet.vue'
import KeyPresetChoice from '../../../../src-renderer/components/KeyPresetChoice.vue'
import { useKeyPreset } from '../../../../src-renderer/stores/key-preset.ts'

afterEach(() => {
  document.body.innerHTML = ''
  localStorage.clear()
})

test('shows the keys of the program that is chosen', async () => {
  const pinia = createPinia()
  setActivePinia(pinia)
  const sheet = mount(KeySheet, {
    ...{ props: { open: true }, global: { plugins: [pinia] }, attachTo: document.body },
  })
  const labelKeys = () => {
    const row = [...document.querySelectorAll('dd')].find(
      (dd) => dd.textContent === 'labels on, off',
    )
    return [...row!.previousElementSibling!.children].map((key) => key.textContent)
  }
  await nextTick()
  expect(document.body.textContent).toContain('As in Fiji')
  const keys = [...document.querySelectorAll('kbd')].map((key) => key.textContent)
  expect(keys).toContain('Ctrl + Shift + P')
  expect(keys).toContain('Home')
  expect(labelKeys()).toEqual(['o', 'a'])
  const choice = mount(KeyPresetChoice, { global: { plugins: [pinia] } })
  await choice.get('input[value="qupath"]').setValue()
  expect(useKeyPreset().preset).toBe('qupath')
  await nextTick()
  expect(labelKeys()).toEqual(['h', 'a'])
  sheet.unmount()
})
