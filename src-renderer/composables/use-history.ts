/** The record: runs, events page by page, verification. */
import { computed, ref, shallowRef } from 'vue'
import type { RunSummary } from '../../src-main/contract/evaluations.ts'
import type { RecordEvent, Verification } from '../../src-main/contract/record.ts'
import { call } from '../api/client.ts'
import { sentenceOf } from '../api/problem.ts'

const pageSize = 200

export function useHistory() {
  const runs = shallowRef<readonly RunSummary[] | null>(null)
  const events = shallowRef<readonly RecordEvent[]>([])
  const total = ref(0)
  const problem = ref<string | null>(null)
  const verification = shallowRef<Verification | null>(null)
  const verifying = ref(false)
  const verifyProblem = ref<string | null>(null)
  const problemSeqs = computed(
    () => new Set((verification.value?.problems ?? []).map((entry) => entry.seq)),
  )

  async function load(): Promise<void> {
    try {
      const list = await call('runs')
      runs.value = [...list].sort((a, b) => (b.startedAt ?? '').localeCompare(a.startedAt ?? ''))
      problem.value = null
      if (events.value.length === 0) await more()
    } catch (error) {
      problem.value = sentenceOf(error)
    }
  }

  async function more(): Promise<void> {
    const after = events.value.at(-1)?.seq ?? 0
    try {
      const page = await call('history', { query: { after, limit: pageSize } })
      events.value = [...events.value, ...page.events]
      total.value = page.total
    } catch (error) {
      problem.value = sentenceOf(error)
    }
  }

  async function verify(): Promise<void> {
    verifying.value = true
    try {
      verification.value = await call('verify')
      verifyProblem.value = null
    } catch (error) {
      verifyProblem.value = sentenceOf(error)
    } finally {
      verifying.value = false
    }
  }

  return {
    ...{ runs, events, total, problem, load, more },
    ...{ verification, verifying, verifyProblem, problemSeqs, verify },
  }
}
