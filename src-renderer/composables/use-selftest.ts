/** A self-test: started for the shipped anchors or a folder, followed to its end, cancelled. */
import { ref, shallowRef } from 'vue'
import type { SelftestWork } from '../../src-main/contract/selftest.ts'
import { call } from '../api/client.ts'
import { sentenceOf } from '../api/problem.ts'
import { usePolling } from './use-polling.ts'

export function useSelftest(everyMs = 300) {
  const work = shallowRef<SelftestWork | null>(null)
  const problem = ref<string | null>(null)
  const polling = usePolling(ask, everyMs)

  function take(answer: SelftestWork): void {
    work.value = answer
    if (answer.state === 'running') polling.start()
    else polling.stop()
    if (answer.state === 'failed') problem.value = answer.message
  }

  async function attempt(step: () => Promise<void>): Promise<void> {
    try {
      await step()
    } catch (error) {
      polling.stop()
      problem.value = sentenceOf(error)
    }
  }

  async function ask(): Promise<void> {
    const { value } = work
    if (value === null) return
    await attempt(async () => take(await call('selftest', { params: { selftest: value.id } })))
  }

  /** Null: the anchors that ship with the program. */
  async function start(folder: string | null): Promise<void> {
    problem.value = null
    await attempt(async () => take(await call('startSelftest', { body: { folder } })))
  }

  /** The latest that is known, else the anchors are computed: the page always has an answer. */
  async function resume(): Promise<void> {
    problem.value = null
    await attempt(async () => {
      const [latest] = await call('selftests')
      if (latest && latest.state !== 'cancelled' && latest.state !== 'failed') take(latest)
      else await start(null)
    })
  }

  async function cancel(): Promise<void> {
    const { value } = work
    if (value === null) return
    await attempt(async () => {
      await call('cancelSelftest', { params: { selftest: value.id } })
    })
  }

  return { work, problem, start, resume, cancel }
}
