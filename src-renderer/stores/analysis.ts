/** What stands beside the pixels of a case: which panel is open, and the line that is drawn; kept from case to case. */
import { defineStore } from 'pinia'
import { ref } from 'vue'
import type { Line } from '../viewer/line.ts'

export type AnalysisKind = 'profile' | 'histogram' | 'spectrum'

export const useAnalysis = defineStore('analysis', () => {
  const open = ref<AnalysisKind | null>(null)
  const line = ref<Line | null>(null)
  /** Whether the next drag over a pane draws a line. */
  const armed = ref(false)
  /** Place along the line that the plot's cursor is at, 0 to 1. */
  const spot = ref<number | null>(null)
  const logCounts = ref(true)
  const samePower = ref(false)

  function toggle(kind: AnalysisKind): void {
    open.value = open.value === kind ? null : kind
    armed.value = open.value === 'profile'
    spot.value = null
  }

  return { open, line, armed, spot, logCounts, samePower, toggle }
})
