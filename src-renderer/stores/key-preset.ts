/** Whose keys the viewers follow. Remembered in this browser. */
import { defineStore } from 'pinia'
import { ref, watch } from 'vue'
import { presetNames } from '../viewer/key-presets.ts'
import type { KeyPreset } from '../viewer/key-presets.ts'

const storageKey = 'touchstone.keys'

export const useKeyPreset = defineStore('key-preset', () => {
  const preset = ref<KeyPreset>(stored())
  watch(preset, (next) => {
    try {
      localStorage.setItem(storageKey, next)
    } catch {
      // Without storage the choice lasts as long as the window.
    }
  })
  return { preset }
})

function stored(): KeyPreset {
  try {
    const found = localStorage.getItem(storageKey)
    return presetNames.find((name) => name === found) ?? 'fiji'
  } catch {
    return 'fiji'
  }
}
