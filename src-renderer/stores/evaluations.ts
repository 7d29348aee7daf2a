/** The list of evaluations, read again while any of them runs. */
import { defineStore } from 'pinia'
import { computed, ref, shallowRef } from 'vue'
import type { EvaluationSummary, RunSummary } from '../../src-main/contract/evaluations.ts'
import { call } from '../api/client.ts'
import { sentenceOf } from '../api/problem.ts'

export const useEvaluations = defineStore('evaluations', () => {
  const evaluations = shallowRef<readonly EvaluationSummary[] | null>(null)
  const problem = ref<string | null>(null)
  const anyRunning = computed(() => (evaluations.value ?? []).some(isUnderWay))

  async function load(): Promise<void> {
    try {
      evaluations.value = newestFirst(await call('evaluations'))
      problem.value = null
    } catch (error) {
      problem.value = sentenceOf(error)
    }
  }

  return { evaluations, problem, anyRunning, load }
})

export function isUnderWay(evaluation: EvaluationSummary): boolean {
  return evaluation.state === 'running' || evaluation.state === 'pending'
}

/** Runs of tools; the input's own scores are no tool. */
export function toolRuns(evaluation: EvaluationSummary): readonly RunSummary[] {
  return evaluation.runs.filter((run) => run.role === 'tool')
}

/** Cases done or failed of all runs, and how many there are. */
export function casesDone(evaluation: EvaluationSummary): { done: number; total: number } {
  const sum = (read: (run: RunSummary) => number) =>
    evaluation.runs.reduce((total, run) => total + read(run), 0)
  return { done: sum((run) => run.done + run.failed), total: sum((run) => run.cases) }
}

function newestFirst(list: readonly EvaluationSummary[]): readonly EvaluationSummary[] {
  return [...list].sort((a, b) => b.createdAt.localeCompare(a.createdAt))
}
