/** The order in which cases follow each other: worst first by the score that was last looked at. */
import { defineStore } from 'pinia'
import { ref } from 'vue'
import type { Comparison } from '../../src-main/contract/comparison.ts'
import { worstFirst } from '../words/case-rows.ts'

export const useCaseOrder = defineStore('case-order', () => {
  const tool = ref<string | null>(null)
  const metric = ref<string | null>(null)

  function choose(nextTool: string | null, nextMetric: string | null): void {
    tool.value = nextTool
    metric.value = nextMetric
  }

  /** Ids of the comparison's cases; by the headline metric of the first tool where nothing was chosen. */
  function idsFor(comparison: Comparison | null): readonly string[] {
    if (!comparison) return []
    const key = comparison.tools.find((entry) => entry.key === tool.value)?.key
    const fallback = comparison.tools.find((entry) => entry.role === 'tool')?.key ?? ''
    const id = comparison.metrics.find((entry) => entry.definition.id === metric.value)
    return worstFirst(comparison, key ?? fallback, id?.definition.id ?? comparison.headline).map(
      (row) => row.id,
    )
  }

  return { tool, metric, choose, idsFor }
})
