/** An evaluation under way: its summary, its runs' records, the events since, read again twice a second. */
import { computed, onMounted, ref, shallowRef } from 'vue'
import type {
  EvaluationSummary,
  ProgressEvent,
  RunRecord,
} from '../../src-main/contract/evaluations.ts'
import { call } from '../api/client.ts'
import { sentenceOf } from '../api/problem.ts'
import { cellsOf } from '../words/progress-cells.ts'
import { usePolling } from './use-polling.ts'

const pollMs = 500

export function useProgress(evaluationId: string) {
  const evaluation = shallowRef<EvaluationSummary | null>(null)
  const records = shallowRef<ReadonlyMap<string, RunRecord>>(new Map())
  const events = shallowRef<readonly ProgressEvent[]>([])
  const problem = ref<string | null>(null)
  const params = { evaluation: evaluationId }

  const underWay = computed(
    () => evaluation.value?.state === 'running' || evaluation.value?.state === 'pending',
  )
  const latest = computed(() => events.value.at(-1) ?? null)
  const rows = computed(() =>
    (evaluation.value?.runs ?? []).map((run) => ({
      run,
      cells: cellsOf(run, records.value.get(run.id) ?? null, events.value),
    })),
  )

  /** A run has a record once it has started. While it goes on, events tell what the record does not. */
  async function readRecords(again: boolean): Promise<void> {
    const started = (evaluation.value?.runs ?? []).filter((run) => run.startedAt !== null)
    const missing = started.filter((run) => again || !records.value.has(run.id))
    if (missing.length === 0) return
    const read = await Promise.all(missing.map((run) => call('run', { params: { run: run.id } })))
    records.value = new Map([
      ...records.value,
      ...read.map((record) => [record.id, record] as const),
    ])
  }

  async function step(): Promise<void> {
    try {
      const after = latest.value?.seq ?? 0
      const [news, summary] = await Promise.all([
        call('evaluationEvents', { params, query: { after } }),
        call('evaluation', { params }),
      ])
      if (news.length > 0) events.value = [...events.value, ...news]
      evaluation.value = summary
      if (!underWay.value) polling.stop()
      await readRecords(!underWay.value)
      problem.value = null
    } catch (error) {
      // Shown, and tried again: the core may be busy or restarting.
      problem.value = sentenceOf(error)
    }
  }

  const polling = usePolling(step, pollMs)
  onMounted(polling.start)

  async function cancel(): Promise<void> {
    try {
      await call('cancelEvaluation', { params })
    } catch (error) {
      problem.value = sentenceOf(error)
    }
  }

  async function resume(): Promise<void> {
    try {
      await call('resumeEvaluation', { params })
      polling.start()
    } catch (error) {
      problem.value = sentenceOf(error)
    }
  }

  return { evaluation, rows, latest, events, underWay, problem, cancel, resume }
}
