/** Light, dark, or as the system has it. Remembered in this browser. */
import { defineStore } from 'pinia'
import { ref, watchEffect } from 'vue'

export type Theme = 'system' | 'light' | 'dark'
export const themeOrder: readonly Theme[] = ['system', 'light', 'dark']
const storageKey = 'touchstone.theme'

export const useTheme = defineStore('theme', () => {
  const stored = localStorage.getItem(storageKey)
  const theme = ref<Theme>(themeOrder.find((name) => name === stored) ?? 'system')

  watchEffect(() => {
    if (theme.value === 'system') delete document.documentElement.dataset['theme']
    else document.documentElement.dataset['theme'] = theme.value
    localStorage.setItem(storageKey, theme.value)
  })

  /** The next of system, light, dark. */
  function next(): void {
    theme.value = themeOrder[(themeOrder.indexOf(theme.value) + 1) % themeOrder.length] ?? 'system'
  }

  return { theme, next }
})
