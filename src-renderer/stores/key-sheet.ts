/** Whether the keys are shown; `?` everywhere and `h` in the viewer open them. */
import { defineStore } from 'pinia'
import { ref } from 'vue'

export const useKeySheet = defineStore('key-sheet', () => {
  const open = ref(false)
  function show(): void {
    open.value = true
  }
  return { open, show }
})
