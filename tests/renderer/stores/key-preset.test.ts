// @vitest-environment happy-dom
import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, expect, test } from 'vitest'
import { nextTick } from 'vue'
import { useKeyPreset } from '../../../src-renderer/stores/key-preset.ts'

beforeEach(() => {
  localStorage.clear()
  setActivePinia(createPinia())
})

test('is Fiji at first, and what was chosen the next time', async () => {
  expect(useKeyPreset().preset).toBe('fiji')
  useKeyPreset().preset = 'napari'
  await nextTick()
  setActivePinia(createPinia())
  expect(useKeyPreset().preset).toBe('napari')
})
test('a stored word that is no preset is not followed', () => {
  localStorage.setItem('touchstone.keys', 'emacs')
  expect(useKeyPreset().preset).toBe('fiji')
})
