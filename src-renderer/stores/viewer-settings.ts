/** How the viewer shows things; kept from case to case. */
import { defineStore } from 'pinia'
import { computed, ref } from 'vue'
import type { ErrorMapKind } from '../../src-main/contract/images.ts'
import { labelPalette } from '../viewer/label-colors.ts'

export const useViewerSettings = defineStore('viewer-settings', () => {
  const labels = ref(false)
  const errors = ref(true)
  const difference = ref(false)
  /** Beside each restored image, where one is asked for. */
  const errorMap = ref<ErrorMapKind | null>(null)
  const filled = ref(true)
  const opacity = ref(0.4)
  const paletteSeed = ref(1)
  /** Keys of tools whose panes are not shown. */
  const hidden = ref<ReadonlySet<string>>(new Set())
  const palette = computed(() => labelPalette(paletteSeed.value))

  function toggleTool(key: string): void {
    const next = new Set(hidden.value)
    if (!next.delete(key)) next.add(key)
    hidden.value = next
  }

  return {
    ...{ labels, errors, difference, errorMap, filled, opacity, paletteSeed },
    ...{ hidden, palette, toggleTool },
  }
})
