/** What the page at hand can do, for the list of commands, and whether that list is open. */
import { defineStore } from 'pinia'
import { computed, ref, shallowRef } from 'vue'
import type { Command } from '../words/find-commands.ts'

/** Asked anew whenever the list is shown. */
type Source = () => readonly Command[]

export const useCommandList = defineStore('commands', () => {
  const open = ref(false)
  const sources = shallowRef<readonly Source[]>([])
  const here = computed(() => sources.value.flatMap((source) => source()))

  function show(): void {
    open.value = true
  }
  function add(source: Source): void {
    sources.value = [...sources.value, source]
  }
  function remove(source: Source): void {
    sources.value = sources.value.filter((one) => one !== source)
  }

  return { open, here, show, add, remove }
})
