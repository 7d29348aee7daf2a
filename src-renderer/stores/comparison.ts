/** The comparison that is open, shared by its matrix, its cases and the viewer. */
import { defineStore } from 'pinia'
import { computed, ref, shallowRef } from 'vue'
import type { ComparedTool, Comparison } from '../../src-main/contract/comparison.ts'
import { call } from '../api/client.ts'
import { sentenceOf } from '../api/problem.ts'

export const useComparison = defineStore('comparison', () => {
  const comparison = shallowRef<Comparison | null>(null)
  const problem = ref<string | null>(null)

  /** Ranked tools first, the input's own scores last. */
  const tools = computed<readonly ComparedTool[]>(() => {
    const all = comparison.value?.tools ?? []
    return [...all.filter((t) => t.role === 'tool'), ...all.filter((t) => t.role === 'reference')]
  })

  async function open(id: string): Promise<void> {
    if (comparison.value?.id === id) return
    comparison.value = null
    problem.value = null
    try {
      comparison.value = await call('comparison', { params: { comparison: id } })
    } catch (error) {
      problem.value = sentenceOf(error)
    }
  }

  return { comparison, problem, tools, open }
})
